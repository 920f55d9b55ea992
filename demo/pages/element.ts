// in a shop of your own: import { addLanguage } from 'interkassa-checkout'
import { addLanguage } from '../../src/element/define.js'
// and: import { uk } from 'interkassa-checkout/locales/uk'
import { uk } from '../../src/element/locales/uk.js'

addLanguage('uk', uk)
