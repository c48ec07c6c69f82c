// What a thread is called in tools that list threads (top -H, perf): so that it can be seen who uses the processor.
#pragma once

#include <pthread.h>

namespace engine {

// Of the one that calls it; 15 characters at most, or it keeps the name that it had.
inline void name_this_thread(const char* name) { ::pthread_setname_np(::pthread_self(), name); }

}  // namespace engine
