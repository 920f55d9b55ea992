/** The one stylesheet of the pages: a calm card, on a phone the whole width. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f2f4f7, #14171c);
  --card: light-dark(#fff, #1d2128);
  --text: light-dark(#1b2430, #e8ebf0);
  --quiet: light-dark(#5a6675, #a3aebd);
  --line: light-dark(#d7dde5, #353c47);
  --accent: light-dark(#1f6f4a, #237a53);
  --accent-text: #fff;
  --notice: light-dark(#fff3d1, #3a3016);
  --notice-text: light-dark(#5c4300, #ffe3a1);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  padding: 0 0 2rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
.notice {
  margin: 0;
  padding: .625rem 1rem;
  background: var(--notice);
  color: var(--notice-text);
  font-size: .875rem;
  text-align: center;
}
main {
  max-width: 27rem;
  margin: 0 auto;
  padding: 1.5rem 1.25rem;
  background: var(--card);
}
@media (min-width: 30rem) {
  main {
    margin: 3rem auto 0;
    padding: 2rem;
    border: 1px solid var(--line);
    border-radius: .75rem;
  }
}
h1 { margin: 0; font-size: 1.125rem; font-weight: 600; }
h2 { margin: 1.75rem 0 .75rem; font-size: 1rem; font-weight: 600; }
p { margin: .25rem 0; }
.amount { margin: .5rem 0; font-size: 2.25rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.amount span { color: var(--quiet); font-size: 1.25rem; font-weight: 500; }
.quiet, small { color: var(--quiet); font-size: .875rem; }
.state { margin: 1.25rem 0 0; padding: .625rem .875rem; border: 1px solid var(--line); border-radius: .5rem; font-weight: 500; }
.state.success { border-color: var(--accent); }
dl {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: .25rem 1.5rem;
  margin: 1.25rem 0 0;
  padding-top: 1.25rem;
  border-top: 1px solid var(--line);
}
dt { color: var(--quiet); }
dd { margin: 0; text-align: end; }
.long { display: block; padding: 0; border: 0; }
.long dd { margin-bottom: .75rem; text-align: start; }
ul { display: grid; gap: .5rem; margin: 0; padding: 0; list-style: none; }
.outcomes { display: grid; gap: .5rem; }
button, .button {
  display: block;
  width: 100%;
  min-height: 3rem;
  padding: .625rem 1rem;
  border: 1px solid var(--line);
  border-radius: .5rem;
  background: transparent;
  color: inherit;
  font: inherit;
  font-weight: 500;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { border-color: var(--quiet); }
.outcomes button:first-child, form > button:only-of-type, .button {
  border-color: transparent;
  background: var(--accent);
  color: var(--accent-text);
}
.payway { text-align: start; }
.payway small { display: block; font-weight: 400; }
form + p, h1 + form, .state + form, .state + .button { margin-top: 1.25rem; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
details { margin-top: 1.5rem; color: var(--quiet); font-size: .875rem; }
summary { cursor: pointer; }
details dl { display: block; margin-top: .75rem; padding: 0; border: 0; }
details dd { text-align: start; }
code { font-size: .875em; }
`
