// The page: what is typed goes to a worker, what comes back is shown, and the address keeps it all.
const PAUSE = 400, LIMIT = 10, ROWS = 300;
const WORDS = {CORRECT: 'right', NOT_DIFFERENTIABLE: 'at a kink', INCONCLUSIVE: 'cannot tell', WRONG: 'wrong', '': 'not measured alone'};
const $ = id => document.getElementById(id);
const editor = new Editor($('code'), $('lines'));
const chart = new ScaleChart($('chart'), $('says'));
const source = URL.createObjectURL(new Blob(['const gradcheck = (exports => {', $('bundle').textContent, '\nreturn exports;})({});\n', $('worker').textContent], {type: 'text/javascript'}));
let running = null, spare = null, soon = 0, limit = 0, shown = null, chosen = '';

// ---- the worker

function worker() {
    const ready = spare || new Worker(source);
    spare = null;
    return ready;
}

function end() {
    clearTimeout(limit);
    if (running) {
        running.terminate();
        running = null;
    }
    $('stop').disabled = true;
}

function check(isAsked) {
    clearTimeout(soon);
    end();
    chart.clear();
    editor.number(0);
    $('state').textContent = 'computing …';
    $('stop').disabled = false;
    running = worker();
    running.onmessage = ({data}) => data.unreadable ? unreadable() : data.sentence ? sentence(data.sentence) : data.report ? report(data) : scales(data);
    running.onerror = event => {
        event.preventDefault();
        sentence(`The check ended: ${event.message || 'the browser gave it no more memory'}.`);
    };
    running.postMessage({code: editor.text, point: $('point').value, layout: $('layout').value});
    if (!isAsked) {
        limit = setTimeout(() => stop(`Stopped after ${LIMIT} seconds. “Check” lets it go on as long as it takes.`), 1000 * LIMIT);
    }
    spare = new Worker(source);
}

function stop(why) {
    if (running) {
        end();
        sentence(why);
    }
}

/** A text that is no program is never run: the error of a worker made of it has the line. */
function unreadable() {
    end();
    const text = URL.createObjectURL(new Blob([editor.text], {type: 'text/javascript'}));
    running = new Worker(text);
    running.onerror = event => {
        event.preventDefault();
        sentence(`The text cannot be read: ${event.message.replace(/^Uncaught /, '')} (line ${event.lineno}).`);
        URL.revokeObjectURL(text);
    };
}

// ---- what comes back

function sentence(text) {
    end();
    $('state').textContent = '';
    $('verdict').className = 'sentence';
    $('verdict').textContent = text;
    $('result').hidden = true;
    const line = /\(line (\d+)\)/.exec(text);
    editor.number(line ? Number(line[1]) : 0);
}

function report(data) {
    clearTimeout(limit);
    $('stop').disabled = true;
    shown = data;
    const {report, milliseconds} = data;
    $('state').textContent = `${report.evaluations} evaluations, ${Math.max(1, Math.round(milliseconds))} ms`;
    $('verdict').className = report.verdict;
    $('verdict').textContent = report.headline;
    $('report').textContent = report.text;
    const facts = [['where', report.where], ['cause', report.cause]].concat(report.facts.filter(fact => fact.label === 'at' || fact.label === 'cannot tell').map(fact => [fact.label, fact.text]));
    $('facts').replaceChildren(...facts.filter(([, text]) => text).flatMap(([label, text]) => [element('dt', label), element('dd', text)]));
    rows();
    $('result').hidden = false;
    const asked = chosen && [...document.querySelectorAll('#entries button')].find(button => button.textContent === chosen);
    const worst = document.querySelector('#entries .WRONG button, #entries .INCONCLUSIVE button');
    const button = asked || worst || document.querySelector('#entries button');
    $('picture').hidden = !button;
    if (button) {
        choose(button);
    }
}

function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
}

/** A row for each entry that was measured; where there are very many, for those that are not right, and for the directions. */
function rows() {
    const body = $('entries');
    body.replaceChildren();
    let offset = 0, left = 0;
    for (const parameter of shown.report.parameters) {
        const doubtful = new Map(parameter.doubtful.map(entry => [`${entry.output}${entry.index}`, entry]));
        const size = Math.round(shown.x.length === parameter.analytic.length && shown.report.parameters.length === 1 ? shown.x.length : extent(parameter, shown));
        const outputs = parameter.analytic.length / size;
        const shape = Array.from(parameter.shape).slice(outputs > 1 ? 1 : 0);
        parameter.directions.forEach((direction, k) => row(body, `direction ${k + 1} through ${direction.to - direction.from} entries`, direction.analytic, direction, direction.verdict));
        const order = Array.from(parameter.analytic.keys()).filter(k => Number.isFinite(parameter.error[k]) || doubtful.has(key(k)));
        function key(k) {
            return `${Math.floor(k / size)}[${index(k % size, shape).join(', ')}]`;
        }
        order.sort((a, b) => doubtful.has(key(b)) - doubtful.has(key(a)) || a - b);
        for (const k of order) {
            if (body.rows.length >= ROWS) {
                left++;
                continue;
            }
            const entry = doubtful.get(key(k));
            const name = `${parameter.name}${shape.length ? `[${index(k % size, shape).join(', ')}]` : ''}${outputs > 1 ? ` of output ${Math.floor(k / size)}` : ''}`;
            const slope = entry || {value: parameter.numeric[k], error: parameter.error[k], kind: 'SMOOTH'};
            const at = {entry: offset + k % size, output: Math.floor(k / size), size: scale(shown.x.slice(offset, offset + size), k % size)};
            row(body, name, parameter.analytic[k], slope, entry ? entry.verdict : 'CORRECT', at, entry && entry.reason);
        }
        offset += size;
    }
    $('more').textContent = left ? `… and ${left} more that are not shown.` : '';
}

/** How many entries of x a parameter stands for: its gradient may have a row for each value of f. */
function extent(parameter, {report, x}) {
    const all = report.parameters.reduce((sum, other) => sum + other.analytic.length, 0);
    return parameter.analytic.length * x.length / all;
}

function index(k, shape) {
    const at = [];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
        at.unshift(k % shape[axis]);
        k = Math.floor(k / shape[axis]);
    }
    return at;
}

/** The size of an entry: its own, or the root mean square of its array if that is larger; 1 if all are 0. */
function scale(x, i) {
    const largest = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const mean = largest * Math.sqrt(x.reduce((sum, value) => sum + (value / largest) ** 2, 0) / x.length);
    return largest === 0 ? 1 : Math.max(Math.abs(x[i]), mean);
}

function row(body, name, analytic, slope, verdict, at, reason) {
    const row = body.insertRow();
    row.className = verdict;
    row.title = reason || '';
    const first = document.createElement('th');
    first.scope = 'row';
    if (at) {
        const button = element('button', name);
        button.type = 'button';
        button.dataset.at = JSON.stringify(at);
        button.dataset.analytic = analytic;
        button.onclick = () => { chosen = name; choose(button); keep(); };
        first.append(button);
    } else {
        first.textContent = name;
    }
    row.append(first);
    const measured = slope.kind === 'KINK' ? `${figure(slope.left)} | ${figure(slope.right)}` : slope.kind === 'UNDEFINED' ? 'not defined' : figure(slope.value);
    [WORDS[verdict], figure(analytic), measured, slope.kind === 'UNDEFINED' ? '' : slope.error.toExponential(1)].forEach(text => {
        row.insertCell().textContent = text;
    });
    row.cells[1].className = 'word';
}

function choose(button) {
    document.querySelectorAll('#entries tr[aria-current]').forEach(other => other.removeAttribute('aria-current'));
    button.closest('tr').setAttribute('aria-current', 'true');
    $('chart-title').textContent = `Slope against scale: ${button.textContent}`;
    if (running) {
        running.postMessage({...JSON.parse(button.dataset.at), name: button.textContent, analytic: Number(button.dataset.analytic)});
    }
}

function scales({scales, at}) {
    chart.show(scales, at.analytic, at.name);
}

// ---- the same in Java

function java() {
    const example = EXAMPLES.find(one => one.code === editor.text);
    const [f, gradient] = example ? example.java : ['x -> f(x)', 'x -> gradient(x)'];
    const point = /^[-+0-9eE., ]+$/.test($('point').value) ? $('point').value.trim() : '';
    const layout = [...$('layout').value.matchAll(/(\w+)\s*\[([^\]]*)\]/g)].map(([, name, shape]) => `.layout("${name}"${shape.trim() ? `, ${shape}` : ''})`).join('');
    $('java-lines').textContent = ['import io.github.gradcheck.check.GradientCheck;', '', 'var report = GradientCheck.of(', `        ${f},`, `        ${gradient}`,
        `)${layout}.at(${point || 'x'});`, 'System.out.println(report);'].join('\n') + (example ? '' : '\n// f and gradient: your two functions, as methods that take a double[].');
}

// ---- the address

function state() {
    const example = EXAMPLES.find(one => one.code === editor.text && one.point === $('point').value && one.layout === $('layout').value);
    return '#' + (example ? new URLSearchParams({example: example.id, ...(chosen && {entry: chosen})})
        : new URLSearchParams({f: editor.text, at: $('point').value, ...($('layout').value && {layout: $('layout').value}), ...(chosen && {entry: chosen})}));
}

function keep(isNew) {
    if (location.hash !== state()) {
        history[isNew ? 'pushState' : 'replaceState'](null, '', state());
    }
}

function restore() {
    const given = new URLSearchParams(location.hash.slice(1));
    const example = EXAMPLES.find(one => one.id === given.get('example')) || (given.has('f') ? null : EXAMPLES[1]);
    set(example || {code: given.get('f'), point: given.get('at') || '', layout: given.get('layout') || ''}, given.get('entry') || '');
}

function set({id, code, point, layout}, entry) {
    chosen = entry;
    editor.text = code;
    $('point').value = point;
    $('layout').value = layout;
    $('example').value = id || '';
    java();
    check(false);
}

// ---- what a reader does

function typed() {
    chosen = '';
    $('example').value = (EXAMPLES.find(one => one.code === editor.text) || {id: ''}).id;
    java();
    keep();
    clearTimeout(soon);
    soon = setTimeout(() => check(false), PAUSE);
}

$('example').append(new Option('your own', ''), ...EXAMPLES.map(one => new Option(one.title, one.id)));
$('example').onchange = () => {
    const example = EXAMPLES.find(one => one.id === $('example').value);
    if (example) {
        set(example, '');
        keep(true);
    }
};
['code', 'point', 'layout'].forEach(id => $(id).addEventListener('input', typed));
$('check').onclick = () => check(true);
$('stop').onclick = () => stop('Stopped.');
$('share').onclick = async () => {
    keep();
    try {
        await navigator.clipboard.writeText(location.href);
        $('state').textContent = 'The link is copied.';
    } catch (refused) {
        $('state').textContent = 'The link stands in the address bar.';
    }
};
addEventListener('popstate', restore);
restore();
