/** Stops this process when the npm that started it is stopped: npm then ends its shell, but not what runs in it. */
export function endWithNpm() {
  if (!process.env['npm_lifecycle_event']) return
  const shell = process.ppid
  const end = () => process.ppid === shell || process.kill(process.pid, 'SIGTERM')
  setInterval(end, 500).unref()
}
