// Slope against scale, both axes logarithmic: how far each step's slope lies from the one that is measured, and how long its interval is.
class ScaleChart {
    constructor(svg, says) {
        this.svg = svg;
        this.says = says;
        this.at = 0;
        svg.addEventListener('keydown', event => this.key(event));
        svg.addEventListener('pointerdown', event => this.point(event));
        svg.addEventListener('pointermove', event => this.point(event));
        new ResizeObserver(() => this.draw()).observe(svg);
    }

    show(scales, claim, name) {
        Object.assign(this, {scales, claim, name});
        const best = scales.steps.findIndex(step => step.h === scales.best);
        this.at = best < 0 ? scales.steps.length >> 1 : best;
        this.draw();
    }

    clear() {
        this.scales = null;
        this.svg.replaceChildren();
        this.says.textContent = '';
    }

    key(event) {
        const last = this.scales ? this.scales.steps.length - 1 : -1;
        const to = {ArrowRight: this.at + 1, ArrowUp: this.at + 1, ArrowLeft: this.at - 1, ArrowDown: this.at - 1, PageUp: this.at + 8, PageDown: this.at - 8, Home: 0, End: last}[event.key];
        if (to !== undefined && last >= 0) {
            event.preventDefault();
            this.at = Math.max(0, Math.min(last, to));
            this.draw();
        }
    }

    point(event) {
        if (this.scales && this.scales.steps.length && (event.type === 'pointerdown' || event.buttons || event.pointerType === 'mouse')) {
            const x = event.clientX - this.svg.getBoundingClientRect().left;
            const away = this.scales.steps.map(step => Math.abs(this.x(step.h) - x));
            this.at = away.indexOf(Math.min(...away));
            this.draw();
        }
    }

    draw() {
        this.svg.replaceChildren();
        if (!this.scales) {
            return;
        }
        const {steps, slope} = this.scales;
        if (!steps.length) {
            this.says.textContent = `${this.name}: f is not defined beside the point; there is no slope to show.`;
            return;
        }
        const width = this.svg.clientWidth || 600, height = this.svg.clientHeight || 320;
        const box = {left: 62, right: width - 14, top: 14, bottom: height - 42};
        const off = value => Math.abs(value - slope.value);
        const smallest = Math.max(Number.MIN_VALUE * 2 ** 60, Math.abs(slope.value) * 2 ** -53, 1e-300);
        const values = steps.flatMap(step => [step.slope.halfWidth, off(step.slope.centre), off(step.difference)]).concat(off(this.claim), slope.error).filter(value => value > smallest && isFinite(value));
        const low = Math.floor(Math.log10(Math.min(...values, 1)) - 0.3), high = Math.ceil(Math.log10(Math.max(...values, smallest)) + 0.3);
        const first = Math.log10(steps[0].h), last = Math.log10(steps[steps.length - 1].h);
        this.x = h => box.left + (Math.log10(h) - first) / (last - first || 1) * (box.right - box.left);
        const y = value => box.bottom - (Math.max(low, Math.min(high, Math.log10(Math.max(value, 1e-320)))) - low) / (high - low) * (box.bottom - box.top);
        const add = (name, attributes, text) => {
            const element = document.createElementNS('http://www.w3.org/2000/svg', name);
            Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
            element.textContent = text || '';
            this.svg.append(element);
            return element;
        };
        if (isFinite(this.scales.near)) {
            const from = this.x(this.scales.near) - 4;
            add('rect', {class: 'run', x: from, y: box.top, width: Math.max(8, this.x(this.scales.far) + 4 - from), height: box.bottom - box.top});
        }
        this.axes(add, box, low, high, first, last, y);
        const line = of => steps.filter(step => isFinite(of(step))).map(step => `${this.x(step.h).toFixed(1)},${y(of(step)).toFixed(1)}`).join(' ');
        add('polyline', {class: 'length', points: line(step => step.slope.halfWidth)});
        steps.forEach(step => add('circle', {class: 'difference', cx: this.x(step.h), cy: y(off(step.difference)), r: 2.2}));
        steps.forEach(step => add('circle', {class: step.h === this.scales.best ? 'slope best' : 'slope', cx: this.x(step.h), cy: y(off(step.slope.centre)), r: step.h === this.scales.best ? 6 : 3.4}));
        if (off(this.claim) > smallest && isFinite(this.claim)) {
            add('line', {class: 'claim', x1: box.left, x2: box.right, y1: y(off(this.claim)), y2: y(off(this.claim))});
            add('text', {class: 'claim', x: box.right, y: y(off(this.claim)) - 5, 'text-anchor': 'end'}, 'gradient under test');
        }
        const step = steps[this.at];
        add('line', {class: 'cursor', x1: this.x(step.h), x2: this.x(step.h), y1: box.top, y2: box.bottom});
        this.describe(step);
    }

    axes(add, box, low, high, first, last, y) {
        const every = Math.ceil((high - low) / 7);
        for (let power = low; power <= high; power += every) {
            add('line', {class: 'grid', x1: box.left, x2: box.right, y1: y(10 ** power), y2: y(10 ** power)});
            add('text', {x: box.left - 6, y: y(10 ** power) + 4, 'text-anchor': 'end'}, `1e${power}`);
        }
        const apart = Math.ceil((last - first) / Math.max(2, (box.right - box.left) / 70));
        for (let power = Math.ceil(first); power <= last; power += apart) {
            add('line', {class: 'grid', x1: this.x(10 ** power), x2: this.x(10 ** power), y1: box.top, y2: box.bottom});
            add('text', {x: this.x(10 ** power), y: box.bottom + 16, 'text-anchor': 'middle'}, `1e${power}`);
        }
        add('text', {x: (box.left + box.right) / 2, y: box.bottom + 34, 'text-anchor': 'middle'}, 'step h');
    }

    describe(step) {
        const inRun = step.h >= this.scales.near && step.h <= this.scales.far;
        const isKink = step.left.centre !== step.right.centre;
        const slope = isKink ? `${figure(step.left.centre)} to the left, ${figure(step.right.centre)} to the right,` : figure(step.slope.centre);
        const text = `${this.name}, h = ${step.h.toExponential(1)}: slope ${slope} ± ${step.slope.halfWidth.toExponential(1)}`
            + `${step.h === this.scales.best ? ', the interval that is believed' : inRun ? ', one of the scales that agree' : step.h > this.scales.widestUsed ? ', not used' : ''}; `
            + `(f(x + h) − f(x − h)) / 2h = ${figure(step.difference)}`;
        this.says.textContent = text;
        this.svg.setAttribute('aria-valuenow', this.at);
        this.svg.setAttribute('aria-valuemax', this.scales.steps.length - 1);
        this.svg.setAttribute('aria-valuetext', text);
    }
}

/** A number with as many digits as one reads. */
function figure(value) {
    return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}
