import { weightOf } from './build.js'
import { CONTESTANTS, type Contestant } from './contestants.js'
import { MEASURES, spreadOf, type Figures, type Measure } from './figures.js'

/** What we aim at: our share of somebody's figure, at most. */
const GOALS: readonly [measure: Measure, base: Contestant, most: number, remark: string][] = [
  ['first render of 12 payways', 'by hand', 1.5, ''],
  ['first render of 12 payways', 'by hand', 1.7, 'with our icons'],
  ['first render of 100 payways', 'by hand', 1.3, ''],
  ['first render of 100 payways', 'by hand', 1.7, 'with our icons'],
  ['first render of 12 payways', 'adyen', 0.1, ''],
  ['first render of 100 payways', 'adyen', 0.1, ''],
  ['choosing one of 100', 'by hand', 1.5, ''],
  ['script start to defined', 'shoelace', 0.4, ''],
  ['script file to defined', 'shoelace', 0.4, '']
]

const BUNDLES = ['by-hand', 'interkassa-checkout', 'shoelace', 'adyen']

/** Prints every measure, the goals and the weights. */
export function report(figures: Figures): void {
  for (const measure of MEASURES) {
    console.log(`\n${measure}\n    ratio  middle half      median`)
    for (const who of CONTESTANTS) printFigure(figures, measure, who)
  }
  console.log('\ngoals')
  for (const [measure, base, most, remark] of GOALS) {
    const { median } = figures.ratio(measure, 'ours', base)
    const goal = `${measure}${remark && `, ${remark}`}: at most ${most} of ${base}`
    console.log(`  ${median <= most ? 'met    ' : 'not met'}  ${median.toFixed(2).padStart(5)}  ${goal}`)
  }
  console.log('\nbrotli bytes of the bundle')
  for (const name of BUNDLES) {
    const css = weightOf(`${name}.css`)
    console.log(
      `  ${bytes(weightOf(`${name}.js`))}  ${name}${css > 0 ? ` and ${bytes(css).trim()} CSS` : ''}`
    )
  }
}

function printFigure(figures: Figures, measure: Measure, who: Contestant): void {
  const rounds = figures.of(measure, who)
  if (who === 'nothing' || rounds.length === 0) return
  const base = measure.startsWith('script') ? 'shoelace' : 'by hand'
  const { median, low, high } = figures.ratio(measure, who, base)
  const middle = `${low.toFixed(2)} to ${high.toFixed(2)}`.padEnd(15)
  const time = spreadOf(rounds).median.toFixed(2).padStart(7)
  console.log(`  ${median.toFixed(2).padStart(7)}  ${middle}${time} ms  ${who}`)
}

const bytes = (count: number) => count.toLocaleString('en').padStart(7)
