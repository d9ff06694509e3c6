import {expect, it} from 'vitest'
import {countColumns, planSteps} from './plan'

it('cuts a plan into the steps it runs through, names without their lengths', () => {
  const plan = 'gongshu plan 1\nstatistical\nfrom 9:residents\nwhere (equal boolean (column 0 11:lives_alone) (boolean true))\ngrouped\nkey (column 0 11:county_code)\naggregate count_rows\nk 10 entities (0 7:_entity) measure count\noutput 11:county_code (key 0)\noutput 6:people (aggregate 0)\norder (aggregate 0) desc nulls-first\n'
  const steps = planSteps(plan)
  expect(steps.map((step) => step.kind)).toEqual(['mode', 'from', 'where', 'group', 'control', 'output', 'order'])
  expect(steps[1]!.lines).toEqual(['from residents'])
  expect(steps[3]!.lines).toHaveLength(3)
  expect(steps[5]!.lines).toEqual(['output county_code (key 0)', 'output people (aggregate 0)'])
})

it('keeps a query within a step with that step', () => {
  expect(planSteps('gongshu plan 1\nplain\nfrom (\n  from 1:a\n  output 1:x (key 0)\n)\noutput 1:x (column 0 1:x)\n').map((step) => [step.kind, step.lines.length])).toEqual([['mode', 1], ['from', 4], ['output', 1]])
})

it('knows which output counts', () => {
  expect(countColumns('gongshu plan 1\nstatistical\ngrouped\nkey (column 0 11:county_code)\naggregate count_rows\naggregate sum (column 0 4:beds)\naggregate count_distinct (column 0 9:id_number)\noutput 11:county_code (key 0)\noutput 1:n (aggregate 0)\noutput 1:b (aggregate 1)\noutput 1:m (aggregate 2)\n')).toEqual(['n', 'm'])
})
