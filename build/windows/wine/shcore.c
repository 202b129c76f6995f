/* Foundry Local's Windows ML asks Windows which of its trial features are switched on. Wine's shcore.dll lacks the four
   functions; here every feature is as it is by default. */
#define EXPORT __declspec(dllexport)
EXPORT int GetFeatureEnabledState(unsigned feature, int change_time) { return 0; }
EXPORT void RecordFeatureUsage(unsigned feature, unsigned kind, unsigned addend, const char *origin) {}
EXPORT void SubscribeFeatureStateChangeNotification(void **subscription, void *callback, void *context) { *subscription = 0; }
EXPORT void UnsubscribeFeatureStateChangeNotification(void *subscription) {}
