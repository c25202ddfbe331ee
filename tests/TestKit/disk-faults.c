/* Preloaded into a process that has a shop's data open: makes their disk fail as the environment says.
 * FAULT_SYNC_AFTER=n: every sync after the n-th fails with EIO.
 * FAULT_FULL=path: while that file exists, writes fail with ENOSPC. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_data(int fd) {
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "shop.db") != NULL && strstr(path, "-lock") == NULL;
}

static int sync_fails(int fd) {
    static long done;
    const char *after = getenv("FAULT_SYNC_AFTER");
    return after && is_data(fd) && __sync_add_and_fetch(&done, 1) > atol(after);
}

static int is_full(int fd) {
    const char *path = getenv("FAULT_FULL");
    return path && access(path, F_OK) == 0 && is_data(fd);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int fd) {
    if (sync_fails(fd)) { errno = EIO; return -1; }
    return REAL(fsync)(fd);
}

int fdatasync(int fd) {
    if (sync_fails(fd)) { errno = EIO; return -1; }
    return REAL(fdatasync)(fd);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    if (is_full(fd)) { errno = ENOSPC; return -1; }
    return REAL(pwrite)(fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    if (is_full(fd)) { errno = ENOSPC; return -1; }
    return REAL(pwrite64)(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
    if (is_full(fd)) { errno = ENOSPC; return -1; }
    return REAL(write)(fd, data, length);
}
