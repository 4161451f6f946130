// Draws the frames that stand as JSON beside it, and moves them by a slider. Nothing is computed here but places on the screen, and nothing
// moves by itself. Arrow keys are kept from the page around, where they would lead to another cell or slide.
(() => {
    'use strict';
    const root = document.currentScript.closest('.gradcheck-motion');
    const scene = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
    const {plot, frames} = scene;
    const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', ' ', 'Enter'];
    let at = scene.first, room = 0, answered = false;

    function html(tag, parent, name = '', text = '') {
        const element = document.createElement(tag);
        element.className = name;
        element.textContent = text;
        return parent.appendChild(element);
    }

    function svg(tag, parent, attributes, text = '') {
        const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
        Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
        element.textContent = text;
        return parent.appendChild(element);
    }

    /** One mark, by functions from the units of the axes to places in the picture. */
    function mark([shape, role, at, text], parent, x, y, em) {
        const name = {class: shape + ' ' + role}, xs = at.filter((_, i) => i % 2 === 0).map(x), ys = at.filter((_, i) => i % 2 === 1).map(y);
        if (shape === 'dot') {
            svg('circle', parent, {...name, cx: xs[0], cy: ys[0], r: 0.4 * em});
        } else if (shape === 'text') {
            svg('text', parent, {...name, x: xs[0], y: ys[0], 'text-anchor': 'middle'}, text);
        } else if (shape === 'box' || shape === 'frame') {
            const width = Math.max(2, Math.abs(xs[1] - xs[0])), height = Math.max(2, Math.abs(ys[1] - ys[0]));
            svg('rect', parent, {...name, x: Math.min(...xs), y: Math.min(...ys), width, height});
        } else {
            svg('polyline', parent, {...name, points: xs.map((x, i) => x + ',' + ys[i]).join(' ')});
        }
    }

    function axes(picture, x, y, box, em) {
        if (plot.x.ticks.length === 0) {
            return;
        }
        const {left, right, top, bottom} = box;
        svg('path', picture, {class: 'rule', fill: 'none', d: `M${left},${top}V${bottom}H${right}`});
        const widest = Math.max(...plot.x.ticks.map(([, label]) => label.length)) * 0.62 * em + em;
        let free = -Infinity;
        [...plot.x.ticks].sort(([a], [b]) => x(a) - x(b)).forEach(([value, label]) => {
            if (x(value) >= free) {
                svg('text', picture, {x: x(value), y: bottom + 1.2 * em, 'text-anchor': 'middle'}, label);
                svg('path', picture, {class: 'rule', d: `M${x(value)},${bottom}v5`});
                free = x(value) + widest;
            }
        });
        plot.y.ticks.forEach(([value, label]) => svg('text', picture, {x: left - 0.5 * em, y: y(value) + 0.35 * em, 'text-anchor': 'end'}, label));
        svg('text', picture, {x: (left + right) / 2, y: bottom + 2.4 * em, 'text-anchor': 'middle'}, plot.x.name);
        svg('text', picture, {x: 0, y: 0.9 * em}, plot.y.name);
    }

    function draw() {
        if (plot.marks.length + plot.x.ticks.length === 0) {  // nothing but readings
            figure.style.display = 'none';
            return;
        }
        const em = parseFloat(getComputedStyle(figure).fontSize), width = Math.max(16 * em, figure.clientWidth), height = Math.min(21 * em, 0.7 * width);
        const labels = Math.max(0, ...plot.y.ticks.map(([, label]) => label.length));
        const box = {left: (0.62 * labels + 0.8) * em, right: width - em, top: 2 * em, bottom: height - 2.8 * em};
        const place = (axis, from, to) => value => from + (value - axis.from) / (axis.to - axis.from) * (to - from);
        const x = place(plot.x, box.left, box.right), y = place(plot.y, box.bottom, box.top);
        figure.replaceChildren();
        const words = scene.title + '. ' + spoken();
        const picture = svg('svg', figure, {width, height, role: 'img', 'aria-label': words});
        axes(picture, x, y, box, em);
        const inside = svg('svg', picture, {x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top,
            viewBox: `${box.left} ${box.top} ${box.right - box.left} ${box.bottom - box.top}`, style: 'overflow: hidden'});
        const trails = plot.trails.map(([shape, role, points]) => [shape, role, points.slice(0, 2 * at + 2)]);
        [...plot.marks, ...trails, ...frames[at][1], ...(answered ? scene.question[2] : [])].forEach(each => mark(each, inside, x, y, em));
    }

    const spoken = () => scene.control + ' ' + frames[at][0] + '. ' + frames[at][2].map(([name, same, rest]) => name + ': ' + same + rest).join('. ');

    function show(frame) {
        at = Math.max(0, Math.min(frames.length - 1, frame));
        const [label, , readings] = frames[at];
        slider.value = at;
        slider.setAttribute('aria-valuetext', label);
        value.textContent = label;
        back.disabled = at === 0;
        next.disabled = at === frames.length - 1;
        list.replaceChildren();
        readings.forEach(([name, same, rest]) => {
            html('dt', list, '', name);
            const line = html('dd', list);
            if (same) {
                html('b', line, '', same);
            }
            line.append(rest);
        });
        if (list.offsetHeight > room) {  // what stands below stays in its place
            room = list.offsetHeight + 1;
            list.style.minHeight = room + 'px';
        }
        draw();
    }

    function key(event) {
        if (!KEYS.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) {
            return;
        }
        event.stopPropagation();
        const to = {ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: frames.length - 1}[event.key];
        if (to !== undefined) {
            event.preventDefault();
            show(to);
        }
    }

    /** Answers as buttons; the first that is chosen brings to light what was hidden. */
    function ask([prompt, options]) {
        const box = html('div', root, 'question');
        html('p', box, '', prompt);
        const buttons = options.map(([answer, reply]) => {
            const button = html('button', box, '', answer);
            button.type = 'button';
            button.addEventListener('click', () => {
                answered = true;
                buttons.forEach(each => each.setAttribute('aria-pressed', each === button));
                said.textContent = reply;
                draw();
            });
            return button;
        });
        const said = html('p', box, 'reply');
        said.setAttribute('role', 'status');
    }

    root.querySelectorAll(':scope > img, :scope > p').forEach(still => { still.style.display = 'none'; });
    const stage = html('div', root, 'stage'), figure = html('div', stage, 'plot'), beside = html('div', stage, 'beside');
    const controls = html('div', beside, 'handles'), back = html('button', controls, '', '◀'), label = html('label', controls, '', scene.control);
    const slider = html('input', label), next = html('button', controls, '', '▶'), value = html('output', controls);
    const list = html('dl', beside), legend = html('div', beside, 'legend');
    plot.legend.forEach(([shape, role, , text]) => {
        const key = html('span', legend), sign = svg('svg', key, {viewBox: '0 0 20 7', 'aria-hidden': true});
        mark([shape, role, shape === 'dot' ? [10, 3.5] : shape === 'box' || shape === 'frame' ? [1, 1, 19, 6] : [0, 3.5, 20, 3.5], ''], sign, x => x, y => y, 8);
        key.append(text);
    });
    Object.assign(slider, {type: 'range', min: 0, max: frames.length - 1, step: 1});
    Object.assign(back, {type: 'button', ariaLabel: 'back'});
    Object.assign(next, {type: 'button', ariaLabel: 'next'});
    slider.addEventListener('input', () => show(+slider.value));
    back.addEventListener('click', () => show(at - 1));
    next.addEventListener('click', () => show(at + 1));
    root.addEventListener('keydown', key);
    if (scene.question.length > 0) {
        ask(scene.question);
    }
    show(at);
    let drawn = 0;
    new ResizeObserver(() => {
        if (figure.clientWidth !== drawn) {
            drawn = figure.clientWidth;
            room = 0;
            list.style.minHeight = '';
            draw();
        }
    }).observe(figure);
})();
