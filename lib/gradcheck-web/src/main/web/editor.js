// A text area with line numbers, in which Tab indents.
class Editor {
    constructor(area, lines) {
        this.area = area;
        this.lines = lines;
        this.leaves = false;
        area.addEventListener('input', () => this.number(0));
        area.addEventListener('scroll', () => { lines.scrollTop = area.scrollTop; });
        area.addEventListener('keydown', event => this.key(event));
    }

    get text() {
        return this.area.value;
    }

    set text(text) {
        if (this.area.value !== text) {
            this.area.value = text;
        }
        this.number(0);
    }

    /** Numbers the lines, and marks one of them. */
    number(marked) {
        const count = this.area.value.split('\n').length;
        this.lines.innerHTML = Array.from({length: count}, (_, i) => i + 1 === marked ? `<b>${i + 1}</b>` : i + 1).join('\n') + '\n\n';
        this.lines.scrollTop = this.area.scrollTop;
    }

    key(event) {
        if (event.key === 'Tab' && !this.leaves && !event.ctrlKey && !event.altKey) {
            event.preventDefault();
            this.indent(event.shiftKey);
        } else if (event.key === 'Enter' && !event.isComposing) {
            event.preventDefault();
            const before = this.area.value.slice(0, this.area.selectionStart);
            const line = before.slice(before.lastIndexOf('\n') + 1);
            this.insert('\n' + /^ */.exec(line)[0] + (/[{([]\s*$/.test(line) ? '    ' : ''));
        }
        this.leaves = event.key === 'Escape' || this.leaves && event.key === 'Shift';
    }

    indent(back) {
        const {selectionStart: from, selectionEnd: to, value} = this.area;
        if (from === to && !back) {
            this.insert('    ');
            return;
        }
        const start = value.lastIndexOf('\n', from - 1) + 1;
        const lines = value.slice(start, to);
        const moved = back ? lines.replace(/^ {1,4}/gm, '') : lines.replace(/^/gm, '    ');
        this.area.setSelectionRange(start, to);
        this.insert(moved);
        this.area.setSelectionRange(from === to ? this.area.selectionEnd : start, start + moved.length);
    }

    /** In such a way that it can be undone. */
    insert(text) {
        if (text ? !document.execCommand('insertText', false, text) : !document.execCommand('delete')) {
            this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, 'end');
            this.area.dispatchEvent(new Event('input', {bubbles: true}));
        }
    }
}
