/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files by name, from the disk or from memory, each noted with its size and SHA-256.
 * Which files a scenario has is known to scenario_dir.c and to their readers.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/grow.h"
#include "base/sha256.h"
#include "input/reading.h"

const char *cri_path_join(cri_reading *r, const char *folder, const char *name)
{
    size_t length = strlen(folder), more = strlen(name);
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    if (length == 0 || strcmp(folder, ".") == 0) {
        return cri_arena_text(r->arena, name, more);
    }
    bool slash = folder[length - 1] != '/';
    char *path = cri_arena_alloc(r->arena, length + slash + more + 1);
    if (path != NULL) {
        memcpy(path, folder, length);
        path[length] = '/';
        memcpy(path + length + slash, name, more);
    }
    return path;
}

static const cri_memory_file *find_in_memory(const cri_reading *r, const char *path)
{
    for (int32_t i = 0; i < r->n_memory; i++) {
        if (strcmp(r->memory[i].path, path) == 0) {
            return &r->memory[i];
        }
    }
    return NULL;
}

/* The part of a path behind "folder/"; NULL if it lies elsewhere. */
static const char *inside(const char *folder, const char *path)
{
    size_t length = strlen(folder);
    if (strcmp(folder, ".") == 0) {
        return path;
    }
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    if (strncmp(folder, path, length) != 0 || path[length] != '/') {
        return NULL;
    }
    return path + length + 1;
}

bool cri_file_exists(const cri_reading *r, const char *path)
{
    struct stat about = {0};
    if (r->memory != NULL) {
        return find_in_memory(r, path) != NULL;
    }
    return stat(path, &about) == 0;
}

bool cri_folder_exists(const cri_reading *r, const char *path)
{
    struct stat about = {0};
    if (r->memory == NULL) {
        return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    }
    for (int32_t i = 0; i < r->n_memory; i++) {
        if (inside(path, r->memory[i].path) != NULL) {
            return true;
        }
    }
    return false;
}

/* --- lists of names --- */

typedef struct name_list {
    const char **name;
    int64_t n, capacity;
    const char *begin, *end;
    bool folders; /* instead of everything */
} name_list;

static bool has_ends(const char *name, const char *begin, const char *end)
{
    size_t length = strlen(name), first = strlen(begin), last = strlen(end);
    return length >= first + last && strncmp(name, begin, first) == 0 &&
           strcmp(name + length - last, end) == 0;
}

static bool list_name(cri_reading *r, name_list *list, const char *name)
{
    if (!has_ends(name, list->begin, list->end) || (list->folders && name[0] == '.')) {
        return true;
    }
    if (!cri_grow((void **)&list->name, &list->capacity, list->n + 1, sizeof *list->name)) {
        return false;
    }
    list->name[list->n] = cri_arena_text(r->arena, name, strlen(name));
    return list->name[list->n++] != NULL;
}

/* The folder in front of the rest of a path, each once: files of one folder follow each other. */
static bool list_folder(cri_reading *r, name_list *list, const char *path)
{
    char name[256];
    size_t length = strcspn(path, "/");
    if (path[length] == '\0' || length >= sizeof name) {
        return true;
    }
    memcpy(name, path, length);
    name[length] = '\0';
    for (int64_t i = 0; i < list->n; i++) {
        if (strcmp(list->name[i], name) == 0) {
            return true;
        }
    }
    return list_name(r, list, name);
}

static bool list_memory(cri_reading *r, name_list *list, const char *folder)
{
    bool fine = true;
    for (int32_t i = 0; i < r->n_memory && fine; i++) {
        const char *name = inside(folder, r->memory[i].path);
        if (name != NULL && list->folders) {
            fine = list_folder(r, list, name);
        } else if (name != NULL && strchr(name, '/') == NULL) {
            fine = list_name(r, list, name);
        }
    }
    return fine;
}

static bool list_disk(cri_reading *r, name_list *list, const char *folder)
{
    bool fine = true;
    DIR *directory = opendir(folder);
    struct dirent *entry;
    while (fine && directory != NULL && (entry = readdir(directory)) != NULL) {
        const char *path = list->folders ? cri_path_join(r, folder, entry->d_name) : folder;
        fine = path != NULL;
        if (fine && (!list->folders || cri_folder_exists(r, path))) {
            fine = list_name(r, list, entry->d_name);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
    return fine;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static cruce_status make_list(cri_reading *r, name_list *list, const char *folder,
                              const char ***names, int32_t *n)
{
    bool fine = r->memory != NULL ? list_memory(r, list, folder) : list_disk(r, list, folder);
    *names = NULL;
    *n = 0;
    if (fine && list->n > 0) {
        qsort(list->name, (size_t)list->n, sizeof *list->name, by_name);
        *names = cri_arena_array(r->arena, list->n, sizeof **names);
        fine = *names != NULL;
    }
    if (fine && list->n > 0) {
        memcpy(*names, list->name, (size_t)list->n * sizeof **names);
        *n = (int32_t)list->n;
    }
    cri_free(list->name);
    return fine ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

cruce_status cri_list_files(cri_reading *r, const char *folder, const char *begin, const char *end,
                            const char ***names, int32_t *n)
{
    name_list list = {.begin = begin, .end = end};
    return make_list(r, &list, folder, names, n);
}

cruce_status cri_list_folders(cri_reading *r, const char *folder, const char ***names, int32_t *n)
{
    name_list list = {.begin = "", .end = "", .folders = true};
    return make_list(r, &list, folder, names, n);
}

/* --- whole files --- */

/* Reads until the end; a file that grows meanwhile or is a pipe has no size to trust. */
static cruce_status read_stream(FILE *stream, int64_t guess, int64_t most, cri_bytes *bytes)
{
    int64_t capacity = 0;
    for (;;) {
        int64_t wanted = bytes->n_bytes == 0 ? guess + 1 : bytes->n_bytes + 65536;
        if (!cri_grow((void **)&bytes->bytes, &capacity, wanted, 1)) {
            return CRUCE_ERR_MEMORY;
        }
        size_t room = (size_t)(capacity - bytes->n_bytes - 1);
        size_t got = fread(bytes->bytes + bytes->n_bytes, 1, room, stream);
        bytes->n_bytes += (int64_t)got;
        bytes->bytes[bytes->n_bytes] = '\0';
        if (bytes->n_bytes > most) {
            return CRUCE_ERR_RANGE;
        }
        if (got < room) {
            return ferror(stream) ? CRUCE_ERR_FILE : CRUCE_OK;
        }
    }
}

static cruce_status read_disk(const char *path, int64_t most, cri_bytes *bytes)
{
    struct stat about = {0};
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        return CRUCE_ERR_FILE;
    }
    int64_t guess = 65536;
    if (fstat(fileno(stream), &about) == 0 && S_ISREG(about.st_mode)) {
        if (about.st_size > most) {
            fclose(stream);
            return CRUCE_ERR_RANGE;
        }
        guess = (int64_t)about.st_size + 1;
    }
    errno = 0;
    cruce_status st = read_stream(stream, guess, most, bytes);
    int why = errno;
    fclose(stream);
    errno = why;
    return st;
}

static cruce_status read_memory(const cri_reading *r, const char *path, int64_t most,
                                cri_bytes *bytes)
{
    const cri_memory_file *file = find_in_memory(r, path);
    errno = ENOENT;
    if (file == NULL) {
        return CRUCE_ERR_FILE;
    }
    if (file->n_bytes > (size_t)most) {
        return CRUCE_ERR_RANGE;
    }
    bytes->bytes = cri_malloc(file->n_bytes + 1);
    if (bytes->bytes == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (file->n_bytes > 0) {
        memcpy(bytes->bytes, file->bytes, file->n_bytes);
    }
    bytes->bytes[file->n_bytes] = '\0';
    bytes->n_bytes = (int64_t)file->n_bytes;
    return CRUCE_OK;
}

static cruce_status note_file(cri_reading *r, const char *path, const cri_bytes *bytes)
{
    cruce_scenario *scenario = r->scenario;
    if (scenario->n_files == r->files_capacity) {
        int32_t capacity = r->files_capacity == 0 ? 32 : 2 * r->files_capacity;
        cruce_input_file *file = cri_arena_array(r->arena, capacity, sizeof *file);
        if (file == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        if (scenario->n_files > 0) {
            memcpy(file, scenario->file, (size_t)scenario->n_files * sizeof *file);
        }
        scenario->file = file;
        r->files_capacity = capacity;
    }
    cruce_input_file *file = &scenario->file[scenario->n_files];
    const char *name = r->options->folder != NULL ? inside(r->options->folder, path) : NULL;
    name = name != NULL ? name : path;
    file->name = cri_arena_text(r->arena, name, strlen(name));
    file->content = cri_arena_text(r->arena, bytes->bytes, (size_t)bytes->n_bytes);
    if (file->name == NULL || file->content == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    file->size_bytes = bytes->n_bytes;
    cri_sha256(bytes->bytes, (size_t)bytes->n_bytes, file->sha256);
    scenario->n_files++;
    return CRUCE_OK;
}

cruce_status cri_read_bytes(cri_reading *r, const char *path, int64_t most_bytes, cri_bytes *bytes)
{
    *bytes = (cri_bytes){0};
    cruce_status st = r->memory != NULL ? read_memory(r, path, most_bytes, bytes)
                                        : read_disk(path, most_bytes, bytes);
    if (st == CRUCE_ERR_FILE) {
        cri_report(r, CRUCE_PROBLEM, st, path, 0, 0, "", "%s",
                   errno == ENOENT   ? "the file does not exist"
                   : errno == EISDIR ? "this is a folder; expected a file"
                                     : "the file cannot be read");
    } else if (st == CRUCE_ERR_RANGE) {
        cri_report(r, CRUCE_PROBLEM, st, path, 0, 0, "", "the file is larger than %lld bytes",
                   (long long)most_bytes);
    } else if (st == CRUCE_OK) {
        st = note_file(r, path, bytes);
        if (st == CRUCE_OK) {
            return CRUCE_OK;
        }
    }
    cri_free(bytes->bytes);
    *bytes = (cri_bytes){0};
    return st == CRUCE_ERR_MEMORY ? st : CRUCE_OK;
}

/* --- text with cells --- */

static void report_fault(cri_reading *r, const cri_csv *csv, int32_t offset, const char *sentence)
{
    if (offset >= 0) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv,
                        (cri_cell){.text = "", .offset = offset}, "", "%s", sentence);
    }
}

cruce_status cri_read_csv(cri_reading *r, const char *path, cri_csv *csv, bool *usable)
{
    cri_bytes bytes;
    cri_csv_faults faults;
    const char *slash = strrchr(path, '/');
    *csv = (cri_csv){.path = path, .name = slash != NULL ? slash + 1 : path};
    *usable = false;
    cruce_status st = cri_read_bytes(r, path, CRI_CSV_MOST_BYTES, &bytes);
    if (st != CRUCE_OK || bytes.bytes == NULL) {
        return st;
    }
    st = cri_csv_take(csv, bytes.bytes, (int32_t)bytes.n_bytes, &faults);
    if (st != CRUCE_OK) {
        return st;
    }
    report_fault(r, csv, faults.nul_byte, "a NUL byte: this is not a text file in UTF-8");
    report_fault(r, csv, faults.bad_utf8, "a character that is not UTF-8; save the file as UTF-8");
    report_fault(r, csv, faults.text_after_quote,
                 "text after a closing quote; expected a comma or the end of the line");
    report_fault(r, csv, faults.open_quote, "this quote is never closed");
    if (faults.too_many_rows) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, path, 0, 0, "",
                   "the file has more than %d rows", CRI_CSV_MOST_ROWS);
    }
    *usable = faults.nul_byte < 0 && faults.open_quote < 0 && !faults.too_many_rows;
    if (!*usable) {
        cri_csv_free(csv);
    }
    return CRUCE_OK;
}
