import '@adyen/adyen-web/styles/adyen.css'
import { AdyenCheckout, Dropin, Redirect } from '@adyen/adyen-web'

globalThis.AdyenWeb = { AdyenCheckout, Dropin, Redirect }
