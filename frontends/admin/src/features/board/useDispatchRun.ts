import type { DispatchRun, Id, RunCommitted } from '@shared/api'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { api, feed } from '@/api'

export type RunPhase = 'none' | 'solving' | 'ready' | 'failed' | 'committing'

/** How often an unfinished run is asked for; the stream usually says so sooner. */
const ASK_EVERY_MS = 1000
const GIVE_UP_MS = 180_000

interface RunSources {
  readonly onCommitted: (result: RunCommitted) => void
  readonly onDiscarded: () => void
  readonly onTrouble: (error: unknown) => void
}

/** An automatic dispatch as a preview: solve, look, then commit or discard. Nothing is changed before. */
export function useDispatchRun(sources: RunSources) {
  const phase = ref<RunPhase>('none')
  const run = shallowRef<DispatchRun | null>(null)
  let runId: Id | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let startedAt = 0

  async function start(regionId: Id): Promise<void> {
    if (phase.value === 'solving' || phase.value === 'committing') return
    reset('solving')
    startedAt = Date.now()
    try {
      runId = (await api.desk.startRun(regionId, null)).run_id
      await look()
    } catch (error) {
      reset('failed')
      sources.onTrouble(error)
    }
  }

  /** Asks how far it is; a failed question is asked again until it takes too long. */
  async function look(): Promise<void> {
    clearTimeout(timer)
    const id = runId
    if (id === null || phase.value !== 'solving') return
    const found = await api.desk.run(id).catch(() => null)
    if (id !== runId || phase.value !== 'solving') return
    if (found !== null && !['queued', 'solving'].includes(found.status)) {
      run.value = found
      phase.value = found.status === 'ready' ? 'ready' : 'failed'
    } else if (Date.now() - startedAt > GIVE_UP_MS) {
      phase.value = 'failed'
    } else {
      timer = setTimeout(() => void look(), ASK_EVERY_MS)
    }
  }

  async function commit(): Promise<void> {
    if (phase.value !== 'ready' || runId === null || !run.value?.assignments.length) return
    phase.value = 'committing'
    try {
      const result = await api.desk.commitRun(runId)
      reset('none')
      sources.onCommitted(result)
    } catch (error) {
      phase.value = 'ready'
      sources.onTrouble(error)
    }
  }

  async function discard(): Promise<void> {
    if (phase.value === 'none' || phase.value === 'committing') return
    const id = runId
    const isOpen = phase.value !== 'failed'
    reset('none')
    if (id === null || !isOpen) return
    await api.desk.discardRun(id).catch(sources.onTrouble)
    sources.onDiscarded()
  }

  function reset(to: RunPhase): void {
    clearTimeout(timer)
    phase.value = to
    run.value = null
    runId = null
  }

  const stop = feed.on(['run'], look)
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })

  return { phase, run, start, commit, discard }
}

export type DispatchRunModel = ReturnType<typeof useDispatchRun>
