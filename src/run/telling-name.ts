import { isDeidError } from '../base/errors';
import { openDicom } from '../dicom/open';
import { headerIdentities } from '../dicom/profile';
import { isOrdinaryWord } from '../phi/technique';

/** Whether a file's own name, folders included, repeats a value that the header profile takes out: a name, an identifier, a date, a UID. */
export function isTellingName(name: string, bytes: Uint8Array): boolean {
  try {
    return headerIdentities(openDicom(bytes), isOrdinaryWord).clean(name.replace(/\.[a-z]{1,5}$/i, '')) !== undefined;
  } catch (error) {
    // What cannot be opened is refused elsewhere.
    if (isDeidError(error)) return false;
    throw error;
  }
}
