// Checks every case of the verdict tables with the bundle; gives for each its name, verdict, report and measured slopes.
function verdicts(gradcheck, cases) {
    const attempt = work => {
        try {
            return work();
        } catch (failure) {
            return failure.message;
        }
    };
    return cases.names().split(' ').map(name => {
        const report = gradcheck.check(x => attempt(() => cases.values(name, x)), (x, upstream) => attempt(() => cases.backward(name, x, upstream)),
            true, cases.point(name), '');
        return {name, verdict: report.verdict, text: report.text, numeric: Array.from(report.parameters[0].numeric, String),
            point: Array.from(cases.point(name), String)};
    });
}

if (typeof process !== 'undefined') {
    const [bundle, cases] = process.argv.slice(2).map(file => require(require('path').resolve(file)));
    console.log(JSON.stringify(verdicts(bundle, cases)));
}
