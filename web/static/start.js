// The start page shows what this node says about itself; without an answer the explanation in the page stays.
'use strict';

function element(tag, text, className) {
  const out = document.createElement(tag);
  if (text !== undefined) out.textContent = text;
  if (className) out.className = className;
  return out;
}

const words = (value) => (Array.isArray(value) ? value : value ? [value] : []).map((v) => (typeof v === 'string' ? v : v.text || v.name || JSON.stringify(v)));

function list(title, values) {
  if (!values.length) return [];
  const ul = element('ul');
  for (const value of values) ul.append(element('li', value));
  return [element('strong', title), ul];
}

function roleCard(role) {
  const card = element('div', undefined, 'card');
  const title = element('h3', role.name || role.role);
  title.append(' ', element('span', role.name ? role.role : '', 'en'));
  card.append(title, ...list('可以 can do', words(role.can_do)), ...list('下一步 next', words(role.next)));
  return card;
}

/** One column for each member that the rows have. */
function accountTable(accounts) {
  const columns = [...new Set(accounts.flatMap((a) => Object.keys(a)))];
  const table = element('table');
  const head = element('tr');
  for (const column of columns) {
    const th = element('th', column);
    th.scope = 'col';
    head.append(th);
  }
  table.append(element('thead'), element('tbody'));
  table.tHead.append(head);
  for (const account of accounts) {
    const row = element('tr');
    for (const column of columns) row.append(element('td', words(account[column]).join('、')));
    table.tBodies[0].append(row);
  }
  const scroll = element('div', undefined, 'scroll');
  scroll.append(table);
  return scroll;
}

function show(start) {
  if (!Array.isArray(start.roles) || !start.roles.length) return;
  const pack = start.pack && (start.pack.title || start.pack.name || start.pack.id || start.pack);
  const facts = [typeof pack === 'string' ? '规则包 ' + pack : '', start.now ? '时间 ' + start.now : '', start.demo ? '演示数据 demo' : ''];
  document.getElementById('node').textContent = facts.filter(Boolean).join(' · ');
  document.getElementById('roles').replaceChildren(...start.roles.map(roleCard));
  if (Array.isArray(start.accounts) && start.accounts.length) {
    const section = document.getElementById('accounts');
    section.replaceChildren(element('h2', '演示账号 Demo accounts'), accountTable(start.accounts));
  }
  document.getElementById('live').hidden = false;
  document.getElementById('fallback').hidden = true;
}

fetch('/api/v1/start').then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status))))).then(show)
  .catch(() => { /* the explanation in the page stands on its own */ });
