// in a shop of your own: import 'interkassa-checkout'
import '../../src/element/define.js'
