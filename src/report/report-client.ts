/** What makes the report move: theme, sorting, sliders, filters. Text, because it runs in the page; a browser test drives it. */
export const REPORT_CLIENT = `
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  const toggle = document.getElementById('theme');
  toggle.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    toggle.setAttribute('aria-pressed', String(!dark));
    window.__deidFigures?.recolour();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => window.__deidFigures?.recolour());

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    if (!('value' in cell.dataset)) return null;
    const number = Number(cell.dataset.value);
    return cell.classList.contains('num') && !Number.isNaN(number) ? number : cell.dataset.value;
  };
  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
  for (const table of document.querySelectorAll('table.sortable')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute('aria-sort', 'none');
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        for (const other of heads) other.setAttribute('aria-sort', 'none');
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = [...table.tBodies[0].rows];
        rows.sort((x, y) => {
          const a = keyOf(x, column), b = keyOf(y, column);
          // Empty cells stay last whichever way one sorts.
          if (a === null || b === null) return (a === null) - (b === null);
          return up ? compare(a, b) : compare(b, a);
        });
        table.tBodies[0].append(...rows);
      });
    });
  }

  for (const shot of document.querySelectorAll('.shot')) {
    const slider = shot.querySelector('.slider'), box = shot.querySelector('.compare');
    if (!slider) continue;
    // The picture agrees with the words at the slider's ends: all the way to "Before" shows nothing but before.
    const move = () => {
      box.style.setProperty('--cut', slider.value + '%');
      box.dataset.end = { 0: 'before', 100: 'after' }[slider.value] ?? '';
    };
    slider.addEventListener('input', move);
    const drag = (event) => {
      const area = box.getBoundingClientRect();
      slider.value = String(Math.round(((event.clientX - area.left) / area.width) * 100));
      move();
    };
    box.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      box.setPointerCapture(event.pointerId);
      drag(event);
    });
    box.addEventListener('pointermove', (event) => { if (box.hasPointerCapture(event.pointerId)) drag(event); });
    move();
  }

  const gallery = document.getElementById('gallery');
  if (!gallery) return;
  const shots = [...gallery.querySelectorAll('.shot')];
  const part = (id) => document.getElementById(id);
  const filter = () => {
    const leaked = part('only-leaked').checked, run = part('only-pipeline').value, name = part('only-name').value.trim().toLowerCase();
    let shown = 0;
    for (const shot of shots) {
      const match = (!leaked || shot.dataset.leaked === 'yes') && (!run || shot.dataset.run === run) && shot.dataset.name.includes(name);
      shot.hidden = !match;
      if (match) shown += 1;
    }
    part('gallery-count').textContent = shown + ' of ' + shots.length + ' shown';
    part('gallery-none').hidden = shown > 0;
    gallery.classList.toggle('no-boxes', !part('show-boxes').checked);
    gallery.classList.toggle('large', part('show-large').checked);
  };
  part('gallery-controls').addEventListener('input', filter);
  // A browser may restore the controls of an earlier visit: the page must agree with them.
  filter();
})();
`;
