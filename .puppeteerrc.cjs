/** Keep npm from downloading a browser: ours comes with @sparticuz/chromium or is installed already. */
module.exports = { skipDownload: true };
