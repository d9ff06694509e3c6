// The API page: everything on it comes from /openapi.json and /errors.json of this node.
'use strict';

let contract = {};

/** Builds an element; children are nodes or text, never markup. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/** "中文 / English" or "中文 English": the English part in its own style. */
function bilingual(text) {
  const parts = String(text || '').split(/ \/ /);
  if (parts.length === 1) return [parts[0]];
  return [parts[0], ' ', h('span', {class: 'en', lang: 'en'}, parts.slice(1).join(' / '))];
}

function resolve(node) {
  for (let hops = 0; node && node.$ref && hops < 8; hops++) {
    node = node.$ref.slice(2).split('/').reduce((at, key) => at && at[key.replace(/~1/g, '/').replace(/~0/g, '~')], contract);
  }
  return node || {};
}

const nameOf = (schema) => (schema && schema.$ref ? schema.$ref.split('/').pop() : '');

function typeText(schema) {
  const s = resolve(schema);
  if (s['x-money']) return 'integer 分 fen';
  const type = Array.isArray(s.type) ? s.type.join(' | ') : s.type || (s.properties ? 'object' : 'any');
  if (type === 'array') return 'array of ' + (nameOf(s.items) || typeText(s.items || {}));
  if (type === 'object' && nameOf(schema)) return nameOf(schema);
  return s.format ? `${type} (${s.format})` : type;
}

function limitsText(schema) {
  const s = resolve(schema);
  const out = [];
  const range = (low, high, unit) => {
    if (low !== undefined && high !== undefined) out.push(`${low}–${high} ${unit}`);
    else if (high !== undefined) out.push(`≤ ${high} ${unit}`);
    else if (low !== undefined) out.push(`≥ ${low} ${unit}`);
  };
  range(s.minLength, s.maxLength, '字 chars');
  range(s.minItems, s.maxItems, '项 items');
  range(s.minimum, s.maximum, '');
  if (s.enum) out.push(s.enum.join(' | '));
  if (s.const !== undefined) out.push('= ' + JSON.stringify(s.const));
  if (s.pattern) out.push('/' + s.pattern + '/');
  return out.join('；');
}

/** Rows of one object schema; nested objects are indented, each type is opened once on a path. */
function schemaRows(schema, depth, seen) {
  const s = resolve(schema);
  const required = new Set(s.required || []);
  return Object.entries(s.properties || {}).flatMap(([name, property]) => {
    const p = resolve(property);
    const row = h('tr', {class: 'depth' + Math.min(depth, 4)},
      h('td', {}, h('code', {}, name), required.has(name) ? h('span', {class: 'required', title: '必填 required'}, ' *') : null),
      h('td', {}, typeText(property)), h('td', {}, limitsText(p.type === 'array' ? p.items || {} : p)), h('td', {}, bilingual(p.description)));
    const inner = p.type === 'array' ? p.items : property;
    const key = nameOf(inner) || name;
    if (!resolve(inner).properties || seen.includes(key) || depth > 4) return [row];
    return [row, ...schemaRows(inner, depth + 1, [...seen, key])];
  });
}

function schemaTable(schema) {
  const s = resolve(schema);
  const target = s.type === 'array' ? s.items : schema;
  if (!resolve(target).properties) return h('p', {}, h('code', {}, typeText(schema)), ' ', limitsText(schema));
  return h('div', {class: 'scroll'}, h('table', {},
    h('thead', {}, h('tr', {}, ...['字段 Field', '类型 Type', '限制 Limits', '说明 Meaning'].map((t) => h('th', {scope: 'col'}, t)))),
    h('tbody', {}, schemaRows(target, 0, [nameOf(target)]))));
}

/** An example: the contract's own where it has one, else made from the schema. */
function sample(schema, depth) {
  const s = resolve(schema);
  if (s.example !== undefined) return s.example;
  if (s.examples && s.examples.length) return s.examples[0];
  if (s.const !== undefined) return s.const;
  if (s.enum) return s.enum[0];
  if (s.type === 'array') return depth > 4 ? [] : [sample(s.items || {}, depth + 1)];
  if (s.type === 'integer' || s.type === 'number') return s.minimum === undefined ? 1 : s.minimum;
  if (s.type === 'boolean') return true;
  if (s.properties) {
    if (depth > 4) return {};
    return Object.fromEntries(Object.entries(s.properties).map(([name, p]) => [name, sample(p, depth + 1)]));
  }
  if (s.type === 'object') return {};
  return s.format === 'date' ? '2026-01-31' : '…';
}

function contentBlock(content, withExample) {
  return Object.entries(content || {}).flatMap(([type, media]) => {
    const out = [h('p', {}, h('span', {class: 'badge'}, type), ' ', nameOf(media.schema))];
    if (media.schema) out.push(schemaTable(media.schema));
    const example = media.example !== undefined ? media.example : media.schema && sample(media.schema, 0);
    if (withExample && /json/.test(type) && example) out.push(h('pre', {}, JSON.stringify(example, null, 2)));
    return out;
  });
}

function parameterTable(parameters) {
  return h('div', {class: 'scroll'}, h('table', {},
    h('thead', {}, h('tr', {}, ...['参数 Parameter', '位置 In', '类型 Type', '限制 Limits', '说明 Meaning'].map((t) => h('th', {scope: 'col'}, t)))),
    h('tbody', {}, parameters.map((p) => h('tr', {},
      h('td', {}, h('code', {}, p.name), p.required ? h('span', {class: 'required', title: '必填 required'}, ' *') : null),
      h('td', {}, p.in), h('td', {}, typeText(p.schema || {})), h('td', {}, limitsText(p.schema || {})), h('td', {}, bilingual(p.description)))))));
}

function curl(operation) {
  const lines = [`curl -X ${operation.method.toUpperCase()} '${location.origin}${operation.path}'`];
  const names = operation.security.flatMap((s) => Object.keys(s));
  if (names.includes('session')) lines.push("-H 'Authorization: Bearer TOKEN'");
  if (names.includes('application')) {
    lines.push("-H 'X-Gongshu-Key: KEY'", "-H 'X-Gongshu-Timestamp: …'", "-H 'X-Gongshu-Nonce: …'", "-H 'X-Gongshu-Signature: …'");
  }
  const type = Object.keys(operation.body.content || {})[0];
  if (type) lines.push(`-H 'Content-Type: ${type}'`, /json/.test(type) ? '-d @body.json' : '--data-binary @file');
  return lines.join(' \\\n  ');
}

function operationBlock(operation) {
  const o = operation.spec;
  const inside = h('div', {class: 'inside'});
  if (o.description) inside.append(h('p', {}, bilingual(o.description)));
  const names = operation.security.flatMap((s) => Object.keys(s));
  inside.append(h('p', {class: 'tagline'}, h('code', {}, o.operationId), ' · ',
    names.length ? '身份 Authentication: ' + names.join(' / ') : '无需登录 No sign-in needed',
    o['x-max-body'] ? ` · 请求体上限 Body limit: ${o['x-max-body']} B` : ''));
  if (operation.parameters.length) inside.append(h('h4', {}, '参数 Parameters'), parameterTable(operation.parameters));
  if (operation.body.content) inside.append(h('h4', {}, '请求体 Body'), ...contentBlock(operation.body.content, true));
  inside.append(h('h4', {}, '示例 Example'), h('pre', {}, curl(operation)));
  inside.append(h('h4', {}, '响应 Responses'));
  for (const [status, reference] of Object.entries(o.responses || {})) {
    const response = resolve(reference);
    const name = status === 'default' ? '失败 failure' : status;
    inside.append(h('p', {}, h('strong', {}, name), ' ', bilingual(response.description)));
    if (nameOf(reference) === 'Problem') inside.append(h('p', {}, h('a', {href: '#/errors'}, '错误码 Error codes')));
    else inside.append(...contentBlock(response.content, true));
  }
  return h('details', {class: 'operation', id: '/op/' + o.operationId},
    h('summary', {}, h('span', {class: 'method ' + operation.method}, operation.method.toUpperCase()),
      h('span', {class: 'path'}, operation.path), h('span', {}, bilingual(o.summary))), inside);
}

function operations() {
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  return Object.entries(contract.paths || {}).flatMap(([path, item]) => methods.filter((m) => item[m]).map((method) => ({
    path, method, spec: item[method], security: item[method].security || contract.security || [],
    parameters: [...(item.parameters || []), ...(item[method].parameters || [])].map(resolve), body: resolve(item[method].requestBody),
  })));
}

function byTag(all) {
  const groups = new Map((contract.tags || []).map((tag) => [tag.name, []]));
  for (const operation of all) {
    const tag = (operation.spec.tags || ['其他 / other'])[0];
    if (!groups.has(tag)) groups.set(tag, []);
    groups.get(tag).push(operation);
  }
  return [...groups].filter(([, list]) => list.length);
}

function errorSection(errors) {
  return h('section', {}, h('h2', {id: '/errors'}, '错误码 ', h('span', {class: 'en'}, 'Error codes')),
    h('p', {}, '每个失败都说明错误码、依据的规则与条款、出错位置和可行的做法。 ',
      h('span', {class: 'en'}, 'Each failure names its code, the rule and article behind it, the place at fault and what would pass.')),
    schemaTable({$ref: '#/components/schemas/Problem'}),
    h('div', {class: 'scroll'}, h('table', {},
      h('thead', {}, h('tr', {}, ...['code', 'HTTP', '中文', 'English'].map((t) => h('th', {scope: 'col'}, t)))),
      h('tbody', {}, errors.map((e) => h('tr', {id: '/errors/' + e.code}, h('td', {}, h('code', {}, e.code)), h('td', {}, e.status), h('td', {}, e.zh),
        h('td', {lang: 'en'}, e.en)))))));
}

function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.tagName === 'DETAILS') target.open = true;
  target.scrollIntoView();
}

function filter(text) {
  const wanted = text.trim().toLowerCase();
  for (const entry of document.querySelectorAll('[data-words]')) entry.hidden = !entry.dataset.words.includes(wanted);
  for (const group of document.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('[data-words]:not([hidden])');
}

function render(errors) {
  const content = document.getElementById('content');
  const index = document.getElementById('index');
  content.replaceChildren(h('p', {}, contract.info.description || ''));
  const described = new Map((contract.tags || []).map((tag) => [tag.name, tag.description]));
  for (const [tag, list] of byTag(operations())) {
    const title = bilingual(described.get(tag) || tag);
    const section = h('section', {'data-group': true}, h('h2', {id: '/tag/' + tag}, title));
    const links = h('ul', {});
    for (const operation of list) {
      const o = operation.spec;
      const words = [operation.path, operation.method, o.operationId, o.summary, o.description].join(' ').toLowerCase();
      const block = operationBlock(operation);
      block.dataset.words = words;
      section.append(block);
      links.append(h('li', {'data-words': words}, h('a', {href: '#/op/' + o.operationId}, bilingual(o.summary || o.operationId)[0])));
    }
    content.append(section);
    index.append(h('div', {'data-group': true}, h('h2', {}, bilingual(described.get(tag) || tag)), links));
  }
  content.append(errorSection(errors));
  index.append(h('h2', {}, h('a', {href: '#/errors'}, '错误码 Error codes')));
  document.getElementById('filter').addEventListener('input', (event) => filter(event.target.value));
  window.addEventListener('hashchange', showTarget);
  showTarget();
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(address + ': ' + response.status);
  return response.json();
}

Promise.all([load('/openapi.json'), load('/errors.json')]).then(([document_, errors]) => {
  contract = document_;
  render(errors);
}).catch((error) => {
  document.getElementById('state').textContent = '读取失败 Could not read the contract: ' + error.message;
});
