// the order counts: whoever hydrates has to be there before the element
import '@lit-labs/ssr-client/lit-element-hydrate-support.js'
import '../../src/element/define.js'
