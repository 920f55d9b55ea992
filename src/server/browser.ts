// What a bundler for the browser finds behind `interkassa-checkout/server` and everything else that holds keys.
throw new Error(
  'interkassa-checkout: the server module holds secret keys and must not be loaded in a browser'
)

export {}
