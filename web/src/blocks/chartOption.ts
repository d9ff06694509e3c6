import type {EChartsCoreOption} from 'echarts/core'
import type {ChartSpec} from './chart'

export interface Colours {
  ink: string
  soft: string
  line: string
  paper: string
}

/** Told apart also by people who see few colours (Okabe and Ito). */
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#7f7f7f']

/** The tooltip is drawn, not HTML: names of data stay text, and the page needs no inline style. */
export function chartOption<T>(rows: readonly T[], spec: ChartSpec<T>, colours: Colours): EChartsCoreOption {
  const names = rows.map(spec.category)
  const shared = {
    color: palette, textStyle: {color: colours.ink, fontFamily: 'inherit'}, animation: false,
    tooltip: {confine: true, renderMode: 'richText', trigger: spec.kind === 'pie' ? 'item' : 'axis', backgroundColor: colours.paper, borderColor: colours.line, textStyle: {color: colours.ink}},
    legend: spec.series.length > 1 || spec.kind === 'pie' ? {textStyle: {color: colours.ink}, type: 'scroll', bottom: 0} : undefined,
  }
  if (spec.kind === 'pie') {
    const first = spec.series[0]!
    return {...shared, series: [{type: 'pie', name: first.name, radius: ['35%', '65%'], label: {color: colours.ink}, data: rows.map((row, index) => ({name: names[index], value: first.value(row)}))}]}
  }
  const categories = {type: 'category', data: names, axisLabel: {color: colours.soft, interval: spec.sideways ? 0 : 'auto', width: 160, overflow: 'truncate'}, axisLine: {lineStyle: {color: colours.line}}}
  const whole = rows.every((row) => spec.series.every((one) => Number.isInteger(one.value(row) ?? 0)))
  const figures = {type: 'value', minInterval: whole ? 1 : 0, axisLabel: {color: colours.soft}, splitLine: {lineStyle: {color: colours.line}}}
  return {
    ...shared, grid: {left: 8, right: 16, top: 16, bottom: spec.series.length > 1 ? 36 : 8, containLabel: true},
    xAxis: spec.sideways ? figures : categories, yAxis: spec.sideways ? {...categories, inverse: true} : figures,
    series: spec.series.map((one) => ({type: spec.kind, name: one.name, stack: spec.stacked ? 'all' : undefined, barMaxWidth: 32, data: rows.map(one.value)})),
  }
}
