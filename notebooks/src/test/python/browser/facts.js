// What a reader of the notebook in front sees, as plain facts for a test to judge.
() => {
  const panel = [...document.querySelectorAll('.jp-NotebookPanel')].find(p => p.offsetParent !== null);
  const all = selector => [...panel.querySelectorAll(selector)];
  const text = node => node.textContent.trim();
  // What a report folds is looked at, too.
  all('details').forEach(folded => folded.open = true);

  // A picture drawn small is enough to tell a blank one: how many colours, and how much the commonest covers.
  const picture = image => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 200;
    const context = canvas.getContext('2d');
    const colours = new Map();
    if (image.complete && image.naturalWidth > 0) {
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
      for (let i = 0; i < pixels.length; i += 4) {
        const colour = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
        colours.set(colour, (colours.get(colour) || 0) + 1);
      }
    }
    return {
      alt: image.alt, naturalWidth: image.naturalWidth, naturalHeight: image.naturalHeight, shownWidth: image.width,
      colours: colours.size, commonest: Math.max(0, ...colours.values()) / (canvas.width * canvas.height),
    };
  };

  // WCAG 2: contrast of the text with what lies behind it, from 1 (none) to 21 (black on white).
  const parts = colour => colour.match(/[\d.]+/g).map(Number);
  const over = (front, back) => {
    const alpha = front.length > 3 ? front[3] : 1;
    return [0, 1, 2].map(i => front[i] * alpha + back[i] * (1 - alpha));
  };
  const background = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.unshift(parts(getComputedStyle(e).backgroundColor));
    }
    return layers.reduce((back, front) => over(front, back), [255, 255, 255]);
  };
  const luminance = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = element => {
    const back = background(element);
    const [low, high] = [luminance(over(parts(getComputedStyle(element).color), back)), luminance(back)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const hasTextOfItsOwn = e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent.trim() !== '');
  const texts = all('.jp-OutputArea-output *, .jp-MarkdownOutput *')
    .filter(e => hasTextOfItsOwn(e) && e.offsetParent !== null && !e.closest('mjx-container, pre code'))  // how code is coloured is JupyterLab's choice
    .map(e => ({
      text: text(e).slice(0, 80), fontSize: parseFloat(getComputedStyle(e).fontSize), contrast: contrast(e),
      width: e.getBoundingClientRect().width,
    }));

  const table = t => ({
    rows: t.rows.length, columns: Math.max(...[...t.rows].map(r => r.cells.length)), text: text(t),
    width: t.getBoundingClientRect().width, room: t.closest('.jp-OutputArea-output').getBoundingClientRect().width,
  });

  return {
    codeCells: all('.jp-CodeCell').length,
    executed: all('.jp-CodeCell .jp-InputArea-prompt').filter(p => /\[\d+\]/.test(p.textContent)).length,
    errors: all('[data-mime-type="application/vnd.jupyter.stderr"]').map(text),  // exceptions come in these clothes, too
    printed: all('[data-mime-type="application/vnd.jupyter.stdout"]').map(text),
    brokenMathematics: all('mjx-merror').map(text),
    mathematics: all('mjx-container').length,
    pictures: all('.jp-OutputArea-output img').map(picture),
    tables: all('.jp-OutputArea-output table').map(table),
    texts,
  };
}
