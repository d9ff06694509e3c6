import {afterEach, describe, expect, it} from 'vitest'
import {locale} from '@/i18n'
import {countColumns, planSteps} from './plan'

/** The plans are what `gongshu query --stop-after plan` prints. */
const steps = (...lines: string[]) => planSteps(`gongshu plan 1\n${lines.join('\n')}\n`)
const texts = (...lines: string[]) => steps(...lines).flatMap(({kind, lines: all}) => all.map((line) => `${kind} ${'  '.repeat(line.depth)}${line.text}`))
const last = (...lines: string[]) => texts(...lines).at(-1)
const residents = 'from 9:residents'
const of = (name: string, source = 0) => `(column ${source} ${name.length}:${name})`
afterEach(() => { locale.value = 'zh' })

describe('a plan in words', () => {
  const statistical = ['statistical', residents, 'where (equal boolean (column 0 11:lives_alone) (boolean true))', 'grouped', 'key (column 0 11:county_code)', 'key (column 0 3:sex)', 'aggregate count_rows', 'aggregate count_distinct (column 0 9:id_number)',
    'k 10 entities (0 7:_entity) measure count measure count(distinct residents.id_number)', 'having (greater boolean (aggregate 0) (integer 20))', 'output 11:county_code (key 0)', 'output 3:sex (key 1)', 'output 6:people (aggregate 1)', 'order (key 0) asc nulls-last', 'order (aggregate 1) desc nulls-last', 'limit 10', 'offset 5']

  it('says each step, consecutive lines of one kind together', () => {
    expect(steps(...statistical).map(({kind}) => kind)).toEqual(['mode', 'from', 'where', 'group', 'control', 'having', 'output', 'order', 'limit'])
    expect(texts(...statistical)).toEqual([
      'mode 统计查询，受保护主体只以统计结果输出', 'from 读取 residents', 'where 只取 lives_alone = 是 的行', 'group 按 county_code、sex 分组', 'group 行数', 'group 不同 id_number 的个数',
      'control 每格不少于 10 个主体', 'control 受保护的表：residents', 'control 逐格检验：行数、不同 residents.id_number 的个数', 'having 只留 行数 > 20 的组', 'output county_code', 'output sex', 'output people：不同 id_number 的个数',
      'order 按 county_code 升序', 'order 按 不同 id_number 的个数 降序，空值在后', 'limit 至多 10 行', 'limit 跳过前 5 行',
    ])
  })
  it('does so in English, without Chinese signs', () => {
    locale.value = 'en'
    const all = texts(...statistical)
    expect(all).toContain('group grouped by county_code, sex')
    expect(all).toContain('control every cell stands for at least 10 entities')
    expect(all).toContain('output people: number of different id_number')
    expect(all.join('')).not.toMatch(/[\p{Script=Han}，。、：；（）]/u)
  })
  it('leaves no canonical text of these', () => expect(steps(...statistical).flatMap(({lines}) => lines).filter((line) => line.raw)).toEqual([]))
  it('tells a query over single rows', () => expect(texts('plain')).toEqual(['mode 普通查询，可以逐行输出']))
})

describe('sources', () => {
  const on = ' (on (equal boolean (column 0 11:county_code) (column 1 4:code)))'
  it.each([
    ['join 8:counties', '关联 counties，条件是 residents.county_code = counties.code'],
    ['left-join 8:counties', '关联 counties，无对应的左侧行也保留，条件是 residents.county_code = counties.code'],
    ['right-join 8:counties', '关联 counties，counties 中无对应的行也保留，条件是 residents.county_code = counties.code'],
    ['full-join 8:counties', '关联 counties，两侧无对应的行都保留，条件是 residents.county_code = counties.code'],
  ])('%s', (line, text) => expect(last('plain', residents, line + on)).toBe(`join ${text}`))
  it('combined row by row have no condition', () => expect(last('plain', residents, 'cross-join 8:counties')).toBe('join 与 counties 逐行两两组合'))
  it('that are read twice are told apart', () => {
    expect(last('plain', residents, 'join 9:residents (on (equal boolean (column 0 3:sex) (column 1 3:sex)))')).toBe('join 关联 residents（第 2 个），条件是 residents.sex = residents（第 2 个）.sex')
  })
  it('that are queries stand with their own step, one deeper', () => {
    expect(texts('plain', 'from (', '  from (', '    from 8:counties', '    output 4:code (column 0 4:code)', '  )', '  grouped', '  key (column 0 4:code)', '  output 4:code (key 0)', ') (on (boolean true))', 'output 4:code (column 0 4:code)')).toEqual([
      'mode 普通查询，可以逐行输出', 'from 读取 子查询，条件是 是', 'from   读取 子查询', 'from     读取 counties', 'from     code', 'from   按 code 分组', 'from   code', 'output code',
    ])
  })
  it.each([['union', '合并两个查询的结果，去除重复行'], ['union all', '合并两个查询的结果，保留重复行'], ['intersect', '取两个查询都有的行，去除重复行'], ['intersect all', '取两个查询都有的行，保留重复行'], ['except', '取前一查询有、后一查询没有的行，去除重复行'], ['except all', '取前一查询有、后一查询没有的行，保留重复行']])('of %s are queries', (set, text) => {
    expect(texts('plain', set, 'from (', '  from 1:a', ')', 'cross-join (', '  from 1:b', ')', 'output 1:x (column 0 1:x)').slice(1)).toEqual([`set ${text}`, 'from 第 1 个查询', 'from   读取 a', 'join 第 2 个查询', 'join   读取 b', 'output x'])
  })
})

describe('groups', () => {
  it('without keys are one', () => expect(last('statistical', residents, 'grouped')).toBe('group 全部行合为一组'))
  it('have sets', () => {
    expect(texts('statistical', residents, 'grouped', `key ${of('sex')}`, `key ${of('age')}`, 'grouping-set 0 1', 'grouping-set 1', 'grouping-set').slice(2)).toEqual(['group 按 sex、age 分组', 'group 分组组合：sex、age', 'group 分组组合：age', 'group 分组组合：总计'])
  })
  it.each([['count_rows', '行数'], [`count ${of('age')}`, 'age 不为空的行数'], [`count_distinct ${of('age')}`, '不同 age 的个数'], [`sum ${of('age')}`, 'age 之和'], [`avg ${of('age')}`, 'age 的平均值'], [`min ${of('age')}`, 'age 的最小值'], [`max ${of('age')}`, 'age 的最大值'],
    [`var_samp ${of('age')}`, 'age 的样本方差'], [`var_pop ${of('age')}`, 'age 的总体方差'], [`stddev_samp ${of('age')}`, 'age 的样本标准差'], [`stddev_pop ${of('age')}`, 'age 的总体标准差'],
    [`sum (multiply decimal ${of('income')} ${of('tax')})`, '(income × tax) 之和'], [`count_rows filter (less boolean ${of('age')} (integer 6))`, '行数（只计 age < 6 的行）']])('aggregate %s', (line, text) => expect(last('statistical', residents, 'grouped', `aggregate ${line}`)).toBe(`group ${text}`))
  it('are controlled, measure by measure', () => {
    expect(texts('statistical', residents, 'k 10 entities (0 7:_entity) measure count measure sum(residents.income*residents.tax) measure max(residents.age) measure count measure later(x)').slice(2)).toEqual(['control 每格不少于 10 个主体', 'control 受保护的表：residents', 'control 逐格检验：行数、(residents.income × residents.tax) 之和、residents.age 的最大值、later(x)'])
  })
  it('of a sub-query over protected rows are controlled as well', () => expect(texts('statistical', 'from (', '  from 9:residents', ')', 'k 3 entities (0 0)').slice(-2)).toEqual(['control 每格不少于 3 个主体', 'control 受保护的表：子查询']))
})

describe('expressions', () => {
  const said = (expression: string) => last('plain', residents, `output 1:x ${expression}`)?.replace('output x：', '')
  it.each([
    ['(text 6:其他)', '“其他”'], ['(date 10:2026-01-01)', '2026-01-01'], ['(decimal 4:1.50)', '1.50'], ['(integer -5)', '-5'], ['(integer null)', '空值'], ['(boolean false)', '否'], ['(parameter integer 3:age)', '参数 age'],
    [`(and boolean (not_equal boolean ${of('a')} (integer 1)) (or boolean (less_equal boolean ${of('b')} (integer 2)) (greater_equal boolean ${of('c')} (integer 3))))`, 'a ≠ 1 且 (b ≤ 2 或 c ≥ 3)'],
    [`(between boolean ${of('age')} (integer 3) (integer 5))`, 'age 在 3 至 5 之间'], [`(in boolean ${of('age')} (integer 1) (integer 2))`, 'age 属于（1、2）'], [`(like boolean ${of('name')} (text 4:张%))`, 'name 匹配 “张%”'], [`(not boolean (is_null boolean ${of('a')}))`, '非（a 为空）'],
    [`(add integer (multiply integer ${of('a')} (integer 2)) (negate integer ${of('b')}))`, '(a × 2) + (−b)'], [`(cast real ${of('beds')})`, 'beds 转为浮点数'], [`(date_shift date ${of('born')} (integer 1) (integer 0))`, 'born 加 1 个月、0 日'], [`(upper text ${of('name')})`, 'upper(name)'],
    [`(case text (and boolean (greater boolean ${of('age')} (integer 60))) (text 3:老) (text 6:其他))`, 'age > 60 时取 “老”，其余取 “其他”'], [`(grouping integer ${of('sex')})`, 'sex 是否已合计'],
  ])('%s', (expression, text) => expect(said(expression)).toBe(text))
  const inner = 'from 9:residents\nwhere (equal boolean (column 0 11:county_code) (column out 1 0 4:code))\noutput 7:column1 (integer 1)\n'
  it.each([['exists', '', '存在这样的行［读取 residents；只取 county_code = counties.code 的行；column1：1］'], ['scalar', '', '查询结果［读取 residents；只取 county_code = counties.code 的行；column1：1］'], ['in', '(column 0 4:code) ', 'code 在查询结果之中［读取 residents；只取 county_code = counties.code 的行；column1：1］']])('query %s', (form, looked, text) => {
    expect(texts('plain', 'from 8:counties', `output 1:x (query ${form} ${looked}${inner.length}:${inner})`, 'limit 3').slice(2)).toEqual([`output x：${text}`, 'limit 至多 3 行'])
  })
})

describe('windows', () => {
  it.each([
    ['rank partition (column 0 3:sex) order (column 0 6:income) desc nulls-first', '名次（按 sex 分区，按 income 降序）'],
    ['sum (column 0 3:age) order (column 0 3:age) asc nulls-last frame ROWS BETWEEN 1 PRECEDING AND CURRENT ROW', 'age 之和（按 age 升序，从前 1 行到当前行）'],
    ['max (column 0 3:age) frame RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING', 'age 的最大值（从首行到末行（含并列行））'],
    ['lag (column 0 3:age) (integer 1)', '此前一行的值（age、1）'], ['row_number', '行号'], ['ntile (integer 4)', '均分为 4 组后的组号'],
  ])('%s', (line, text) => {
    expect(texts('plain', residents, `window ${line}`, 'output 1:w (window 0)').slice(2)).toEqual([`window ${text}`, `output w：${text}`])
  })
})

describe('a line without words', () => {
  it('stands as it is, names without their lengths', () => {
    expect(steps('plain', 'sideways 9:residents', 'output 1:x (key 7)', 'limit many', 'where (and boolean').slice(1)).toEqual([
      {kind: 'other', lines: [{text: 'sideways residents', depth: 0, raw: true}]}, {kind: 'output', lines: [{text: 'output x (key 7)', depth: 0, raw: true}]},
      {kind: 'limit', lines: [{text: 'limit many', depth: 0, raw: true}]}, {kind: 'where', lines: [{text: 'where (and boolean', depth: 0, raw: true}]},
    ])
  })
  it('keeps a name that looks like structure a name', () => {
    expect(texts('plain', 'from 14:a\noutput 1:y (', 'distinct')).toEqual(['mode 普通查询，可以逐行输出', 'from 读取 a\noutput 1:y (', 'output 去除重复行'])
  })
  it('with a length that is not true does not stop the page', () => expect(texts('plain', 'from 999:residents').length).toBeGreaterThan(0))
})

it('knows which output counts', () => {
  expect(countColumns('gongshu plan 1\nstatistical\ngrouped\nkey (column 0 11:county_code)\naggregate count_rows\naggregate sum (column 0 4:beds)\naggregate count_distinct (column 0 9:id_number)\noutput 11:county_code (key 0)\noutput 1:n (aggregate 0)\noutput 1:b (aggregate 1)\noutput 1:m (aggregate 2)\n')).toEqual(['n', 'm'])
})
