// SPDX-License-Identifier: Apache-2.0
// Renews the table of a page of ours, and does what its icons say.
$(function () {
  'use strict';
  const every = 2000;
  const table = $('#plugin_table');
  const body = table.children('tbody')[0];
  const summary = document.getElementById('summary');
  const answer = document.getElementById('answer');
  const harmless = ['connect', 'resume', 'forget error'];
  const here = new URL(pluginRoot, location.origin); // without the password that the page's own address may have
  let waiting;

  function show(data) {
    const held = document.activeElement && document.activeElement.dataset;
    const unfolded = [...body.querySelectorAll('details[open]')].map((one) => one.closest('tr').dataset.row);
    const sorted = table[0].config ? table[0].config.sortList.slice() : [];
    summary.textContent = data.summary;
    body.innerHTML = data.rows; // made and escaped by the server
    for (const one of body.querySelectorAll('details')) one.open = unfolded.includes(one.closest('tr').dataset.row);
    table.trigger('update');
    if (sorted.length > 0) {
      setTimeout(() => table.trigger('sorton', [sorted]), 2); // the sorter takes up an update a moment later
    } else {
      table.trigger('applyWidgets');
    }
    if (held && held.action) {
      const again = [...body.querySelectorAll('[data-action]')].find(
        (one) => one.dataset.action === held.action && one.dataset.key === held.key);
      if (again) again.focus();
    }
  }

  async function renew() {
    clearTimeout(waiting);
    try {
      if (!document.hidden) {
        const response = await fetch(here + '/data.json');
        if (!response.ok) throw new Error('status ' + response.status);
        show(await response.json());
      }
    } catch (e) {
      summary.textContent = 'No answer (' + e.message + '); asked again every ' + every / 1000 + ' seconds.';
    }
    clearTimeout(waiting);
    waiting = setTimeout(renew, every);
  }

  async function act(action, key) {
    answer.textContent = action + ' ' + key + ' …';
    try {
      const response = await fetch(here, { method: 'POST', body: new URLSearchParams({ action, key }) });
      answer.textContent = (await response.json()).answer;
    } catch (e) {
      answer.textContent = 'No answer: ' + e.message;
    }
    renew();
  }

  function pressed(icon) {
    const { action, key } = icon.dataset;
    const question = $('<div/>').text(action + ' ' + key + '?').html();
    if (harmless.includes(action)) act(action, key);
    else Xconfirm(question, () => act(action, key), 'Jackfield');
  }

  $(body).on('click', '[data-action]', (event) => pressed(event.currentTarget));
  $(body).on('keydown', '[data-action]', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    pressed(event.currentTarget);
  });
  $('.reloadButton').on('click', renew);
  document.addEventListener('visibilitychange', renew);
  const last = table.find('thead th').length - 1;
  table.tablesorter({ textExtraction: 'complex', headers: { [last]: { sorter: false } } });
  waiting = setTimeout(renew, every);
});
