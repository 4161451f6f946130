// Runs in a worker of its own, so that it can be stopped: evaluates what was typed, and asks the bundle.

/** A sentence for the reader, in place of a stack. */
class Sentence extends Error {}

/** The text is no program; only a worker of its own is told the line. */
class Unreadable extends Error {}

/** A value as one would write it. */
function shown(value) {
    switch (typeof value) {
        case 'number': return `the number ${value}`;
        case 'string': return `the string ${JSON.stringify(value.slice(0, 40))}`;
        case 'object': return isArray(value) ? `an array of length ${value.length}` : value === null ? 'null' : 'an object';
        case 'undefined': return 'nothing';
        default: return `a ${typeof value}`;
    }
}

const isArray = value => Array.isArray(value) || ArrayBuffer.isView(value);

/** What an exception says, with the line of the typed text where it happened. */
function told(failure, source) {
    if (failure instanceof Sentence) {
        return failure.message;
    }
    const line = new RegExp(source.replace(/[^\w]/g, '\\$&') + ':(\\d+)').exec(failure && failure.stack || '');
    return `${failure instanceof Error ? `${failure.name}: ${failure.message}` : `thrown: ${shown(failure)}`}${line ? ` (line ${line[1]})` : ''}`;
}

function numbers(value, what, length) {
    if (!isArray(value)) {
        throw new Sentence(`${what} returned ${shown(value)} instead of an array of ${length === 1 ? 'one number' : `${length} numbers`}.`);
    }
    const wrong = Array.prototype.findIndex.call(value, entry => typeof entry !== 'number');
    if (wrong >= 0) {
        throw new Sentence(`${what} returned an array whose entry ${wrong} is ${shown(value[wrong])}, not a number.`);
    }
    return Float64Array.from(value);
}

/** The function as the bundle calls it: with an array that it may change, and what it throws as a sentence. */
function called(user, what, source, isResult) {
    return (x, upstream) => {
        try {
            const point = Array.from(x);
            const value = upstream.length ? user(point, Array.from(upstream)) : user(point);
            x.set(point.slice(0, x.length));
            return isResult(value);
        } catch (failure) {
            return failure instanceof Sentence ? failure.message : `${what}: ${told(failure, source)}`;
        }
    };
}

function point(text) {
    let values;
    try {
        values = (0, eval)(`[${text}\n]`).flat();
    } catch (failure) {
        throw new Sentence(`The point cannot be read: ${failure.message}.`);
    }
    if (!values.length) {
        throw new Sentence('The point needs at least one number.');
    }
    const wrong = values.findIndex(value => typeof value !== 'number');
    if (wrong >= 0) {
        throw new Sentence(`Entry ${wrong} of the point is ${shown(values[wrong])}, not a number.`);
    }
    return Float64Array.from(values);
}

/** The two functions that the text defines, its values at the point, and how the bundle calls them. */
function problem(task) {
    const source = URL.createObjectURL(new Blob([task.code], {type: 'text/javascript'}));
    try {
        importScripts(source);
    } catch (failure) {
        throw failure instanceof SyntaxError || failure.name === 'SyntaxError' ? new Unreadable() : new Sentence(told(failure, source));
    }
    const user = (0, eval)("({f: typeof f === 'undefined' ? undefined : f, gradient: typeof gradient === 'undefined' ? undefined : gradient})");
    for (const name of ['f', 'gradient']) {
        if (typeof user[name] !== 'function') {
            throw new Sentence(`There is no function named ${name}: the text must define function f(x) and function gradient(x).`);
        }
    }
    const x = point(task.point);
    let value;
    try {
        value = user.f(Array.from(x));
    } catch (failure) {
        throw new Sentence(`f: ${told(failure, source)}`);
    }
    const several = isArray(value);
    if (!several && typeof value !== 'number') {
        throw new Sentence(`f returned ${shown(value)} instead of a number.`);
    }
    const outputs = several ? numbers(value, 'f', 'several').length : 1;
    if (!outputs) {
        throw new Sentence('f returned an array without a number.');
    }
    const f = called(user.f, 'f', source, several ? y => numbers(y, 'f', outputs) : y => {
        if (typeof y !== 'number') {
            throw new Sentence(`f returned ${shown(y)} instead of a number.`);
        }
        return Float64Array.of(y);
    });
    return {x, several, f, gradient: called(user.gradient, 'gradient', source, g => numbers(g, 'gradient', x.length))};
}

/** f along one entry at every scale, and the two-sided difference that each step by itself gives. */
function scales(held, at, size) {
    const along = t => {
        const moved = held.x.slice();
        moved[at.entry] = t[0];
        const values = held.f(moved, []);
        return typeof values === 'string' ? values : values.slice(at.output, at.output + 1);
    };
    const seen = gradcheck.scales(along, held.x[at.entry], size);
    const centre = held.x[at.entry];
    for (const step of seen.steps) {
        const above = centre + step.h, below = centre - step.h;
        step.difference = (along([above])[0] - along([below])[0]) / (above - below);
    }
    return seen;
}

let held;
self.onmessage = ({data}) => {
    try {
        if (data.code !== undefined) {
            held = problem(data);
            const begun = performance.now();
            const report = gradcheck.check(held.f, held.gradient, held.several, held.x, data.layout);
            self.postMessage({report, x: held.x, milliseconds: performance.now() - begun});
        } else {
            self.postMessage({scales: scales(held, data, data.size), at: data});
        }
    } catch (failure) {
        self.postMessage(failure instanceof Unreadable ? {unreadable: true} : {sentence: failure instanceof RangeError ? `Too much memory or too deep a recursion: ${failure.message}.` : failure.message || String(failure)});
    }
};
