// @ts-check
/*
 * Filters of the report page. Everything is in the page already and stays readable without this script; it hides what
 * the filters leave out, counts what is left, and helps to move about. It writes text and attributes, never markup.
 */
(() => {
  'use strict';

  /**
   * @typedef {{ element: HTMLElement, severity: string, rule: string, state: string, languages: string[],
   *   text: string | undefined }} Finding
   * @typedef {{ text: string, state: string, severities: Set<string>, rule: string, language: string }} Filter
   * @typedef {'text' | 'state' | 'severity' | 'rule' | 'language'} Facet
   */

  const form = /** @type {HTMLFormElement} */ (document.getElementById('filters'));
  const status = /** @type {HTMLElement} */ (document.getElementById('status'));
  const none = /** @type {HTMLElement} */ (document.getElementById('none'));
  const search = /** @type {HTMLInputElement} */ (document.getElementById('text'));

  /** @type {(selector: string, within?: ParentNode) => HTMLElement[]} */
  const all = (selector, within = document) =>
    [...within.querySelectorAll(selector)].map((each) => /** @type {HTMLElement} */ (each));

  /** @type {Finding[]} */
  const findings = all('.finding').map((element) => ({
    element,
    severity: element.dataset.severity ?? '',
    rule: element.dataset.rule ?? '',
    state: element.dataset.state ?? '',
    languages: (element.dataset.languages ?? '').split(' '),
    text: undefined,
  }));

  const groups = all('.group').map((element) => ({
    element,
    findings: all('.finding', element),
    count: element.querySelector('h2 .count'),
    entry: document.querySelector(`.contents a[href="#${element.id}"]`)?.parentElement ?? null,
  }));

  /** @returns {Filter} */
  const readFilter = () => {
    const data = new FormData(form);
    const value = (/** @type {string} */ name) => String(data.get(name) ?? '');
    return {
      text: value('text').trim().toLowerCase(),
      state: value('state'),
      severities: new Set(data.getAll('severity').map(String)),
      rule: value('rule'),
      language: value('language'),
    };
  };

  /** The text of a finding is collected when it is first searched: with thousands of them it takes a moment. */
  const textOf = (/** @type {Finding} */ finding) => (finding.text ??= searchable(finding.element));

  const searchable = (/** @type {HTMLElement} */ element) => {
    const group = element.closest('.group')?.querySelector('h2')?.textContent ?? '';
    return `${group} ${element.textContent}`.replace(/\s+/g, ' ').toLowerCase();
  };

  /** @type {Record<Facet, (finding: Finding, filter: Filter) => boolean>} */
  const facets = {
    state: ({ state }, filter) => filter.state === 'all' || filter.state === state,
    severity: ({ severity }, filter) => filter.severities.has(severity),
    rule: ({ rule }, filter) => filter.rule === '' || filter.rule === rule,
    language: ({ languages }, filter) => filter.language === '' || languages.includes(filter.language),
    text: (finding, filter) => filter.text === '' || textOf(finding).includes(filter.text),
  };

  /** Findings that pass every facet but one: what choosing another value of that one would show. */
  const passing = (/** @type {Filter} */ filter, /** @type {Facet} */ except) => {
    const others = Object.entries(facets).filter(([name]) => name !== except);
    return findings.filter((finding) => others.every(([, passes]) => passes(finding, filter)));
  };

  const apply = () => {
    const filter = readFilter();
    const tests = Object.values(facets);
    let shown = 0;
    for (const finding of findings) {
      const passes = tests.every((test) => test(finding, filter));
      finding.element.hidden = !passes;
      if (passes) shown += 1;
    }
    for (const group of groups) countGroup(group);
    countFacets(filter);
    none.hidden = shown > 0 || findings.length === 0;
    status.textContent = shown === findings.length ? plural(shown) : `${shown} of ${plural(findings.length)}`;
  };

  const plural = (/** @type {number} */ count) => `${count} finding${count === 1 ? '' : 's'}`;

  const countGroup = (/** @type {(typeof groups)[number]} */ { element, findings: members, count, entry }) => {
    const shown = members.filter(({ hidden }) => !hidden).length;
    element.hidden = shown === 0;
    if (count) count.textContent = String(shown);
    if (!entry) return;
    entry.hidden = shown === 0;
    const mark = entry.querySelector('.count');
    if (mark) mark.textContent = String(shown);
  };

  const countFacets = (/** @type {Filter} */ filter) => {
    const states = passing(filter, 'state');
    setCount('state all', states.length);
    for (const state of ['open', 'waived'])
      setCount(`state ${state}`, states.filter((each) => each.state === state).length);
    const severities = passing(filter, 'severity');
    for (const { value } of inputs('severity'))
      setCount(`severity ${value}`, severities.filter((each) => each.severity === value).length);
    countOptions('rule', passing(filter, 'rule'), ({ rule }, value) => rule === value);
    countOptions('language', passing(filter, 'language'), ({ languages }, value) => languages.includes(value));
  };

  const inputs = (/** @type {string} */ name) =>
    all(`input[name="${name}"]`, form).map((each) => /** @type {HTMLInputElement} */ (each));

  const setCount = (/** @type {string} */ name, /** @type {number} */ count) => {
    const mark = form.querySelector(`[data-count="${name}"]`);
    if (mark) mark.textContent = String(count);
  };

  /** @type {(id: string, some: Finding[], has: (finding: Finding, value: string) => boolean) => void} */
  const countOptions = (id, some, has) => {
    for (const option of all(`#${id} option`, form)) {
      const { value } = /** @type {HTMLOptionElement} */ (option);
      const count = value === '' ? some.length : some.filter((finding) => has(finding, value)).length;
      option.textContent = `${option.dataset.label} (${count})`;
    }
  };

  const showSources = () => {
    const { checked } = /** @type {HTMLInputElement} */ (form.elements.namedItem('sources'));
    document.documentElement.toggleAttribute('data-compact', !checked);
  };

  let waiting = 0;
  form.addEventListener('input', (event) => {
    const isText = event.target === search;
    clearTimeout(waiting);
    waiting = setTimeout(apply, isText ? 80 : 0);
    showSources();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  /** The event comes before the controls have their first values back. */
  form.addEventListener('reset', () =>
    setTimeout(() => {
      showSources();
      apply();
    }),
  );
  document.getElementById('reset')?.addEventListener('click', () => {
    form.reset();
    document.getElementById('findings')?.focus();
  });

  /** A link to a finding shows it even where the filters would hide it. */
  const followLink = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.classList.contains('finding')) return;
    if (target.hidden) {
      form.reset();
      for (const each of inputs('state')) each.checked = each.value === 'all';
      apply();
    }
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  window.addEventListener('hashchange', followLink);

  /** @type {(step: 1 | -1) => void} */
  const move = (step) => {
    const shown = findings.map(({ element }) => element).filter(({ hidden }) => !hidden);
    const current = document.activeElement?.closest('.finding');
    const index = shown.findIndex((element) => element === current);
    const next = index === -1 ? (step === 1 ? shown[0] : shown.at(-1)) : shown[index + step];
    next?.focus();
    next?.scrollIntoView({ block: 'start' });
  };

  const isTyping = (/** @type {EventTarget | null} */ target) =>
    target instanceof HTMLElement && target.matches('input:not([type=radio], [type=checkbox]), select, textarea');

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else if (event.key === '/') {
      panel.open = true;
      search.focus();
    }    else return;
    event.preventDefault();
  });

  const copy = async (/** @type {HTMLElement} */ source) => {
    try {
      await navigator.clipboard.writeText(`${source.textContent}\n`);
      return true;
    } catch {
      getSelection()?.selectAllChildren(source);
      return document.execCommand('copy');
    }
  };

  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element ? event.target.closest('.copy') : null;
    if (!(button instanceof HTMLElement)) return;
    const source = document.getElementById(button.dataset.copies ?? '');
    const label = source && (await copy(source)) ? 'Copied' : 'Select and copy it by hand';
    button.textContent = label;
    status.textContent = label;
    setTimeout(() => (button.textContent = 'Copy waiver'), 2000);
  });

  const THEMES = /** @type {const} */ (['system', 'light', 'dark']);
  const themeButton = /** @type {HTMLElement} */ (document.getElementById('theme'));

  /** A page opened from a file may be refused its storage; then the choice lasts as long as the page. */
  const storage = {
    read: () => {
      try {
        return localStorage.getItem('marginalia-theme');
      } catch {
        return null;
      }
    },
    write: (/** @type {string} */ theme) => {
      try {
        localStorage.setItem('marginalia-theme', theme);
      } catch {
        // Not kept, as said above.
      }
    },
  };

  let theme = THEMES.find((each) => each === storage.read()) ?? 'system';
  const showTheme = () => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
  };
  themeButton.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    storage.write(theme);
    showTheme();
  });

  /** On a narrow screen the panel stands above the findings and begins closed; on a wide one it has no handle. */
  const panel = /** @type {HTMLDetailsElement} */ (document.getElementById('panel'));
  const narrow = matchMedia('(max-width: 60rem)');
  const fitPanel = () => (panel.open = !narrow.matches);
  narrow.addEventListener('change', fitPanel);
  fitPanel();

  form.hidden = findings.length === 0;
  themeButton.hidden = false;
  for (const button of all('.copy')) button.hidden = false;
  showTheme();
  apply();
  followLink();
})();
