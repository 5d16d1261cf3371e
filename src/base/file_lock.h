/* SPDX-License-Identifier: MIT */
/*
 * Locks between processes, over a file that is made for it or over a folder.
 * The kernel drops a lock when its holder ends, however that happens, so that
 * none is ever stale.
 */
#ifndef DVF_BASE_FILE_LOCK_H
#define DVF_BASE_FILE_LOCK_H

/** Starts as all zeroes; release in any case. */
struct file_lock {
    int descriptor; /* of the locked file or folder, where `path` is not null */
    const char *path;
};

enum file_lock_state {
    FILE_LOCK_HELD,
    FILE_LOCK_BUSY,   /* another process holds it */
    FILE_LOCK_REFUSED /* it cannot be locked; errno says why */
};

/**
 * Lock a file without waiting; create it where there is none.
 *
 * @param path borrowed while the lock is held; no link
 */
enum file_lock_state file_lock_file(struct file_lock *lock, const char *path);

/**
 * Lock a folder, and wait for another holder.
 *
 * @param path borrowed while the lock is held; without links
 * @param patience milliseconds to wait at most; reduced by the time waited
 */
enum file_lock_state file_lock_folder(struct file_lock *lock, const char *path,
                                      unsigned *patience);

/** Unlock; nothing happens where it is not held. */
void file_lock_release(struct file_lock *lock);

/** As file_lock_release(), and remove the file that was locked. */
void file_lock_remove(struct file_lock *lock);

#endif
