/**
 * The script that draws figures, the same in notebooks and in the report. It is text, because it runs in a page; a browser test drives it.
 *
 * Figures may come before or after the library, in any order and again: each figure element waits until it is visible (hidden tabs and
 * virtualised notebooks have no width) and the library is there. Until then its static picture stays, and for good where no script runs.
 */
export const FIGURE_CLIENT = `
(() => {
  const state = (window.__deidFigures ??= { plotly: undefined, loading: undefined });
  if (!state.draw) {
    state.isDark = () => {
      const body = document.body, root = document.documentElement;
      if (root.dataset.theme) return root.dataset.theme === 'dark';
      if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === 'false';
      if (root.getAttribute('theme')) return root.getAttribute('theme') === 'dark';
      if (body.classList.contains('vscode-dark')) return true;
      return root.classList.contains('deid-report') && matchMedia('(prefers-color-scheme: dark)').matches;
    };
    state.ink = () => (state.isDark() ? '#d5dbe3' : '#38424f');
    state.draw = async (element) => {
      if (!state.plotly || element.dataset.drawn || element.clientWidth === 0) return;
      element.dataset.drawn = 'busy';
      const spec = JSON.parse(element.querySelector('script[type="application/json"]').textContent);
      const target = document.createElement('div');
      target.style.width = '100%';
      element.append(target);
      try {
        spec.layout.font.color = state.ink();
        if (element.clientWidth < 460) {
          spec.layout.title.font.size = spec.layout.title.text.length > 45 ? 12 : 14;
          spec.layout.margin.l = 40;
          spec.layout.height += 120;
          // Names of categories stand upright there, and the legend below them.
          spec.layout.legend.y *= 2;
          spec.layout.legend.font = { size: 11 };
        }
        await state.plotly.newPlot(target, spec.data, spec.layout, spec.config);
        element.querySelector('.deid-static')?.setAttribute('hidden', '');
        element.dataset.drawn = 'yes';
      } catch (error) {
        target.remove();
        element.dataset.drawn = 'failed';
        console.error('figure ' + element.dataset.deidFigure + ' was not drawn', error);
      }
    };
    state.sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const plot = target.querySelector('.js-plotly-plot');
        if (!target.dataset.drawn) state.draw(target);
        else if (plot && target.clientWidth > 0) state.plotly.Plots.resize(plot);
      }
    });
    state.scan = () => {
      for (const element of document.querySelectorAll('[data-deid-figure]')) {
        if (element.dataset.watched) continue;
        element.dataset.watched = 'yes';
        state.sizes.observe(element);
      }
    };
    state.recolour = () => {
      for (const plot of document.querySelectorAll('[data-deid-figure] .js-plotly-plot')) {
        state.plotly?.relayout(plot, { 'font.color': state.ink() });
      }
    };
    state.load = (base64, sha256) => {
      state.loading ??= (async () => {
        const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
        const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
        if (globalThis.crypto?.subtle) {
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
          if (btoa(String.fromCharCode(...digest)) !== sha256) throw new Error('the figure library does not have its hash');
        }
        const script = document.createElement('script');
        script.textContent = new TextDecoder().decode(bytes);
        document.head.append(script);
        script.remove();
        state.plotly = window.Plotly;
        for (const element of document.querySelectorAll('[data-deid-figure]')) state.draw(element);
      })().catch((error) => {
        state.loading = undefined;
        console.error('figures stay static', error);
      });
      return state.loading;
    };
  }
  state.scan();
})();
`;
