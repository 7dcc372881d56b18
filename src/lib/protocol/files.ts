/** A photo is at most this large as it arrives, in bytes (10 MB). */
export const mostPhotoBytes = 10 * 1024 * 1024
