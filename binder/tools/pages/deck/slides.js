// Fits each slide to the page: first by smaller type, then by smaller pictures. What is higher still scrolls, by the keys that lead to
// the next slide and back, and says so as long as something lies below.
(() => {
    const PAGE = 690, SMALLEST_TYPE = 0.85, PICTURE = 560, SMALLEST_PICTURE = 480, STEP = 20, OVERLAP = 0.85;
    const NEXT = [' ', 'ArrowRight', 'ArrowDown', 'PageDown', 'n', 'Enter'], BACK = ['ArrowLeft', 'ArrowUp', 'PageUp', 'p'];
    const current = () => document.querySelector('.slides > section.present > section.present, .slides > section.present:not(.stack)');
    const hint = document.createElement('div');
    hint.id = 'more-below';
    hint.textContent = 'more below ↓';

    function fit(slide) {
        const type = size => slide.style.setProperty('--fit', size), picture = size => slide.style.setProperty('--picture', size + 'px');
        const tooHigh = () => slide.scrollHeight > PAGE;
        slide.classList.remove('scrolls');
        let height = PICTURE, size = 1;
        type(size);
        picture(height);
        const pictures = [...slide.querySelectorAll('img')].some(image => image.offsetParent !== null);
        while (tooHigh() && (size > SMALLEST_TYPE || pictures && height > SMALLEST_PICTURE)) {
            if (pictures && height > SMALLEST_PICTURE) {
                picture(height -= STEP);
            } else {
                type(size -= 0.05);
            }
        }
        if (tooHigh()) {  // so that it scrolls in any case: then in full size
            type(1);
            slide.classList.add('scrolls');
        }
    }

    /** How far the last thing that is shown by now lies below the fold, in units of the page. */
    function below(slide) {
        const box = slide.getBoundingClientRect(), scale = box.height / slide.offsetHeight;
        const shown = [...slide.querySelectorAll('.jp-Cell')].filter(cell => !cell.closest('.fragment:not(.visible)'));
        const last = Math.max(box.top, ...shown.map(cell => cell.getBoundingClientRect().bottom));
        return slide.classList.contains('scrolls') ? Math.floor((last - box.bottom) / scale) : 0;
    }

    /** A page less a little, or only as far as brings a picture that the fold cuts to the top. */
    function stride(slide) {
        const box = slide.getBoundingClientRect(), scale = box.height / slide.offsetHeight, far = Math.min(below(slide) + 8, OVERLAP * PAGE);
        const tops = [...slide.querySelectorAll('img, .gradcheck-motion')].map(image => image.getBoundingClientRect())
            .filter(image => image.top < box.bottom && image.bottom > box.bottom).map(image => (image.top - box.top) / scale - 10);
        return Math.min(far, ...tops.filter(top => top > STEP));
    }

    function tell() {
        const slide = current();
        hint.style.display = slide && below(slide) > 8 ? 'block' : 'none';
    }

    function scroll(slide, by) {
        slide.scrollTop += slide.classList.contains('scrolls') ? by : 0;
        tell();
    }

    function arrive() {
        const slide = current();
        resized.disconnect();
        if (slide) {
            fit(slide);
            tell();
            slide.onscroll = tell;
            slide.querySelectorAll('.jp-Cell').forEach(cell => resized.observe(cell));
        }
    }

    /** Mathematics and pictures take their room later than the slide appears. */
    const resized = new ResizeObserver(() => {
        const slide = current(), at = slide.scrollTop;
        fit(slide);
        slide.scrollTop = at;
        tell();
    });

    document.addEventListener('keydown', event => {
        const slide = current(), back = BACK.includes(event.key) || event.key === ' ' && event.shiftKey;
        // A picture that moves takes the arrows while it is in use; page keys, as a presenter sends them, still turn the slides.
        const isMoved = event.target.closest?.('.gradcheck-motion') && !event.key.startsWith('Page');
        if (!slide || isMoved || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('.reveal.overview')) {
            return;
        }
        const down = NEXT.includes(event.key) && !back && below(slide) > 8, up = back ? Math.min(slide.scrollTop, OVERLAP * PAGE) : 0;
        if (down || up > 0) {
            scroll(slide, down ? stride(slide) : -up);
            event.preventDefault();
            event.stopImmediatePropagation();
        }
    }, true);
    document.addEventListener('slidechanged', arrive);
    document.addEventListener('ready', arrive);
    document.addEventListener('resize', arrive);
    document.addEventListener('fragmentshown', event => {  // what appears below the fold is scrolled to
        const slide = event.fragment.closest('section'), box = slide.getBoundingClientRect();
        const missing = event.fragment.getBoundingClientRect().bottom - box.bottom;
        scroll(slide, Math.max(0, missing * slide.offsetHeight / box.height + 8));
    });
    document.addEventListener('fragmenthidden', tell);
    document.addEventListener('DOMContentLoaded', () => document.body.append(hint));
    hint.addEventListener('click', () => scroll(current(), stride(current())));
})();
