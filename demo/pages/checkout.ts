import './element.js'
