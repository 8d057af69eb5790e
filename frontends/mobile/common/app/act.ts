import { ref } from 'vue'
import type { Ref } from 'vue'
import { errorText, isOutrun } from '@shared/words'
import { buzz, toast } from '../platform/go'
import { t } from './language'

export interface Acting {
  /** The name of what is being done now, or null; buttons show it and wait. */
  readonly doing: Ref<string | null>
  /** Runs one thing at a time; a refusal is told in words. Answers whether it was done. */
  act(name: string, work: () => Promise<unknown>): Promise<boolean>
}

/** @param refetch asked after each deed, also when the screen turned out to be stale. */
export function useActing(refetch: () => unknown = () => undefined): Acting {
  const doing = ref<string | null>(null)
  const act = async (name: string, work: () => Promise<unknown>): Promise<boolean> => {
    if (doing.value !== null) return false
    doing.value = name
    try {
      await work()
      buzz()
      await refetch()
      return true
    } catch (error) {
      toast(t(errorText(error)))
      if (isOutrun(error)) await refetch()
      return false
    } finally {
      doing.value = null
    }
  }
  return { doing, act }
}
