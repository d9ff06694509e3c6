import {defineMessages} from '@/i18n/words'

export default defineMessages({
  zh: {
    columns: '供给的列', column: '列', type: '类型', technique: '脱敏方法', gradeTitle: '分级', identityTitle: '标识',
    'identity.none': '非标识', 'identity.direct': '直接标识', 'identity.quasi': '准标识符', risk: '脱敏前后的重标识风险', riskNote: '由数源侧测量，平台复核脱敏后的 k 和等价类数；k 按{unit}计数；方法 {method}。', entities: '主体', rows: '行',
    measure: '指标', before: '脱敏前', after: '脱敏后', k: '最小等价类 k', unique: '独一无二的行', classes: '等价类数', l: 'l-多样性', t: 't-接近度（%）', gradeEstimate: '分级估计 {n} 级（GB/T 42460）。{basis}', riskChart: '独一无二的行与等价类数',
  },
  en: {
    columns: 'Supplied columns', column: 'Column', type: 'Type', technique: 'Masking', gradeTitle: 'Grade', identityTitle: 'Identity',
    'identity.none': 'None', 'identity.direct': 'Direct', 'identity.quasi': 'Quasi-identifier', risk: 'Re-identification risk before and after masking', riskNote: 'Measured by the source; the platform counts k and classes after masking again; k counts {unit}; method {method}.', entities: 'entities', rows: 'rows',
    measure: 'Measure', before: 'Before', after: 'After', k: 'Smallest class k', unique: 'Rows alone in their class', classes: 'Classes', l: 'l-diversity', t: 't-closeness (%)', gradeEstimate: 'Estimated grade {n} (GB/T 42460). {basis}', riskChart: 'Unique rows and classes',
  },
})
