using Nola.Runtime.Scheduling;
using Orleans.CodeGeneration;

namespace Nola.Runtime.Messaging;

/// <summary>A call whose outcome has not arrived.</summary>
/// <param name="Completion">The caller's end.</param>
/// <param name="Target">The silo that has the call, or null while it is on no way.</param>
/// <param name="Grain">The callee.</param>
/// <param name="Method">What was called.</param>
/// <param name="Caller">The turns that wait for the outcome, or null where it is no grain that calls.</param>
/// <param name="CallerStamp">Which of the caller's requests made the call, as far as that is known; 0 where it is not.</param>
/// <param name="Timeout">How long the caller waits in all.</param>
/// <param name="Deadline">When it stops waiting, as a timestamp.</param>
/// <param name="Hops">How often the call had been passed on when it came to the target.</param>
/// <param name="Id">The correlation id.</param>
/// <param name="IsCancelled">Whether the caller gave up: whichever silo gets the call must learn it.</param>
internal readonly record struct PendingCall(
    ICallCompletion Completion, SiloAddress? Target, GrainId Grain, GrainMethod? Method, TurnQueue? Caller, int CallerStamp,
    TimeSpan Timeout, long Deadline,
    int Hops = 0, long Id = 0, bool IsCancelled = false);
