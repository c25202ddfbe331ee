using Microsoft.Extensions.Logging;

namespace Nola.Runtime.Activation;

/// <summary>What the runtime reports about activations and calls.</summary>
internal sealed partial class HostLog(ILoggerFactory loggers)
{
    private readonly ILogger _activation = loggers.CreateLogger("Orleans.Runtime.Activation");
    private readonly ILogger _calls = loggers.CreateLogger("Orleans.Runtime.Calls");

    public void OneWayFailed(Request request, Task outcome) => OneWayFailed(
        _calls, CallCompletion.GetException(outcome), request.Method.ActivityName);

    public void OneWayFailed(Request request, Exception exception) =>
        OneWayFailed(_calls, exception, request.Method.ActivityName);

    public void UnhandledInTurn(GrainId grainId, Exception exception) =>
        UnhandledInTurn(_activation, exception, grainId);

    public void MayInterleaveFailed(GrainId grainId, Exception exception) =>
        MayInterleaveFailed(_activation, exception, grainId);

    /// <param name="grainId">The grain.</param>
    /// <param name="exception">What kept it from activating.</param>
    /// <param name="isLate">Whether the runtime had cancelled the activation, which then ends as it was asked to.</param>
    public void ActivationFailed(GrainId grainId, Exception exception, bool isLate)
    {
        switch (exception)
        {
            case OperationCanceledException when isLate:
                ActivationCancelled(_activation, grainId);
                break;
            case ObjectDisposedException disposed when isLate:
                ActivationUsedDisposed(_activation, grainId, disposed.ObjectName);
                break;
            default:
                ActivationFailed(_activation, exception, grainId);
                break;
        }
    }

    public void DeactivationFailed(GrainId grainId, Exception exception) =>
        DeactivationFailed(_activation, exception, grainId);

    public void TimerFailed(GrainId grainId, Exception exception) => TimerFailed(_activation, exception, grainId);

    public void TimedOut(string call, TimeSpan timeout) => TimedOut(_calls, call, timeout);

    public void CycleFound(string cycle) => CycleFound(_calls, cycle);

    public void Abandoned(GrainId grainId, int running) => Abandoned(_activation, grainId, running);

    public void ShutDownWithout(int count) => ShutDownWithout(_activation, count);

    public void MigrationFailed(GrainId grainId, Exception exception) =>
        MigrationFailed(_activation, exception, grainId);

    [LoggerMessage(1101, LogLevel.Warning, "One-way call {Method} failed")]
    private static partial void OneWayFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(1102, LogLevel.Error, "Unhandled exception in a turn of {GrainId}")]
    private static partial void UnhandledInTurn(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(1103, LogLevel.Error, "The MayInterleave predicate of {GrainId} failed")]
    private static partial void MayInterleaveFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage((int)ErrorCode.Catalog_ErrorCallingActivate, LogLevel.Error, "Activation of {GrainId} failed")]
    private static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(
        (int)ErrorCode.Catalog_CancelledActivate, LogLevel.Information,
        "Activation of {GrainId} took too long and was cancelled")]
    private static partial void ActivationCancelled(ILogger logger, GrainId grainId);

    [LoggerMessage(
        (int)ErrorCode.Catalog_DisposedObjectAccess, LogLevel.Warning,
        "Activation of {GrainId} was cancelled and still used {ObjectName}; what it awaits should observe its token")]
    private static partial void ActivationUsedDisposed(ILogger logger, GrainId grainId, string objectName);

    [LoggerMessage(1105, LogLevel.Error, "Deactivation of {GrainId} failed")]
    private static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(1106, LogLevel.Error, "Timer callback of {GrainId} failed")]
    private static partial void TimerFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(1107, LogLevel.Warning, "{Call} was not answered within {Timeout}")]
    private static partial void TimedOut(ILogger logger, string call, TimeSpan timeout);

    [LoggerMessage(1108, LogLevel.Warning, "Call cycle: {Cycle}")]
    private static partial void CycleFound(ILogger logger, string cycle);

    [LoggerMessage(1109, LogLevel.Error, "{GrainId} was given up: {Count} of its requests have run for too long")]
    private static partial void Abandoned(ILogger logger, GrainId grainId, int count);

    [LoggerMessage(1111, LogLevel.Warning, "The silo does not wait any longer for {Count} activations to end")]
    private static partial void ShutDownWithout(ILogger logger, int count);

    [LoggerMessage(1110, LogLevel.Error, "The state of {GrainId} could not be handed over to its next activation")]
    private static partial void MigrationFailed(ILogger logger, Exception exception, GrainId grainId);
}
