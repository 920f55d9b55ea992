import { describeTurningBack } from './back-journeys.js'

// Playwright switches the back/forward cache off
describeTurningBack('anew')
