import type { DryRun, Id, RuleDraftRow, RuleSet } from '@shared/api'
import { isProblem } from '@shared/client'
import { errorText } from '@shared/words'
import { ElMessage } from 'element-plus'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { api } from '@/api'
import { useFormat } from '@/composables/useFormat'
import { usePlace } from '@/stores/place'
import { DRY_RUN, RULES } from '@/words/campaigns'
import { faultOf } from './ruleSets'
import type { Fault } from './ruleSets'

/**
 * A draft under the hands: changed here, saved once it is free of faults, run over the past, published.
 *
 * What was tried is exactly what was saved: any change asks for another run.
 */
export function useDraft(id: Ref<Id>, onPublished: () => void) {
  const { t } = useFormat()
  const place = usePlace()
  const row = shallowRef<RuleDraftRow | null>(null)
  const content = shallowRef<RuleSet>({})
  const name = ref('')
  const isChanged = ref(false)
  const faults = shallowRef<readonly Fault[]>([])
  const outcome = shallowRef<DryRun | null>(null)
  const error = shallowRef<unknown>(null)
  const doing = ref<'load' | 'save' | 'run' | 'publish' | null>(null)
  const mayRun = computed(() => row.value !== null && !isChanged.value && doing.value === null)
  const mayPublish = computed(() => mayRun.value && row.value?.is_tried === true)

  async function act(what: 'load' | 'save' | 'run' | 'publish', work: (region: Id) => Promise<void>): Promise<void> {
    if (place.region === null || doing.value !== null) return
    doing.value = what
    try {
      await work(place.region.id)
    } catch (thrown) {
      fail(what, thrown)
    } finally {
      doing.value = null
    }
  }

  function fail(what: string, thrown: unknown): void {
    if (what === 'load') error.value = thrown
    if (isProblem(thrown) && Array.isArray(thrown.facts['faults'])) {
      faults.value = (thrown.facts['faults'] as readonly string[]).map(faultOf)
    }
    ElMessage.error(t(errorText(thrown)))
  }

  const load = (): Promise<void> =>
    act('load', async (region) => {
      const draft = await api.promotions.draft(region, id.value)
      error.value = null
      row.value = draft.row
      content.value = draft.content
      name.value = draft.row.name
      isChanged.value = false
      faults.value = []
    })

  function change(set: RuleSet): void {
    content.value = set
    isChanged.value = true
  }

  const save = (): Promise<void> =>
    act('save', async (region) => {
      if (row.value === null) return
      const saved = await api.promotions.saveDraft(region, row.value, content.value, name.value.trim())
      row.value = saved.row
      faults.value = []
      isChanged.value = false
      outcome.value = null
      ElMessage.success(t(RULES.saved))
    })

  const dryRun = (start: string, end: string): Promise<void> =>
    act('run', async (region) => {
      if (row.value === null) return
      outcome.value = await api.promotions.dryRun(region, row.value, start, end)
      row.value = outcome.value.draft
    })

  /** `from` is when it takes effect: null for at once. */
  const publish = (note: string, from: string | null = null): Promise<void> =>
    act('publish', async (region) => {
      if (row.value === null || !row.value.is_tried) return
      const { version } = await api.promotions.publish(region, row.value, note, from)
      ElMessage.success(t(DRY_RUN.published, version))
      onPublished()
    })

  watch(name, (typed) => {
    if (row.value !== null && typed !== row.value.name) isChanged.value = true
  })
  watch(id, () => void load(), { immediate: true })
  return { row, content, name, isChanged, faults, outcome, error, doing, mayRun, mayPublish, load, change, save, dryRun, publish }
}

export type Drafting = ReturnType<typeof useDraft>
