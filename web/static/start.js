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

/** Titles of the operations, as the contract gives them: operationId → summary. */
const titles = new Map();

function learnTitles(contract) {
  for (const path of Object.values(contract.paths || {}))
    for (const operation of Object.values(path))
      if (operation.operationId && operation.summary) titles.set(operation.operationId, operation.summary);
}

function roleCard(role) {
  const card = element('div', undefined, 'card');
  const name = typeof role.name === 'string' ? role.name : role.name && role.name.zh;
  const title = element('h3', name || role.role);
  title.append(' ', element('span', (role.name && role.name.en) || (name ? role.role : ''), 'en'));
  const named = (ids) => words(ids).map((id) => titles.get(id) || id);
  card.append(title, ...list('可以 can do', named(role.can_do)), ...list('下一步 next', named(role.next)));
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

const packStatus = {in_force: '施行中 in force', trial: '试行 trial', draft: '征求意见稿，尚未生效 draft, not law in force'};

/** The packs in force: a draft says so, an unsigned pack says so, and each says until when it holds. */
function packTable(packs) {
  const signature = (p) => (p.signer ? p.signer + (p.trusted ? ' ✓' : '（公钥未配置 key not configured）') : '未签名 unsigned');
  const until = (p) => (p.expires ? p.expires + (p.expired ? ' 已到期 expired' : '') : '—');
  return accountTable(packs.map((p) => ({
    '规则包 pack': (p.title && p.title.zh) || p.id, '状态 status': packStatus[p.status] || p.status, '签名 signature': signature(p),
    '有效期至 until': until(p), '摘要 SM3': String(p.digest || '').slice(0, 16),
  })));
}

function showPacks(start) {
  const section = document.getElementById('packs');
  const warnings = (start.warnings || []).map((w) => {
    const line = element('p', w.zh + ' ', 'warning');
    line.append(element('span', w.en, 'en'));
    return line;
  });
  if (Array.isArray(start.packs) && start.packs.length) section.replaceChildren(...warnings, packTable(start.packs));
}

function show(start) {
  if (!Array.isArray(start.roles) || !start.roles.length) return;
  const titled = start.pack && (start.pack.title || start.pack.id || start.pack);
  const pack = titled && (titled.zh || titled);
  const facts = [typeof pack === 'string' ? '规则包 ' + pack : '', start.now ? '时间 ' + start.now : '', start.demo ? '演示数据 demo' : ''];
  document.getElementById('node').textContent = facts.filter(Boolean).join(' · ');
  showPacks(start);
  document.getElementById('roles').replaceChildren(...start.roles.map(roleCard));
  if (Array.isArray(start.accounts) && start.accounts.length) {
    const section = document.getElementById('accounts');
    section.replaceChildren(element('h2', '演示账号 Demo accounts'), accountTable(start.accounts));
  }
  document.getElementById('live').hidden = false;
  document.getElementById('fallback').hidden = true;
}

const take = (address) => fetch(address).then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))));

take('/openapi.json').then(learnTitles).catch(() => { /* then the ids stand for themselves */ }).then(() => take('/api/v1/start')).then(show)
  .catch(() => { /* the explanation in the page stands on its own */ });
