using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors.WebApi.Problems;

/// <summary>
/// The last resort: converts unexpected exceptions into problems. An exception from a grain call does not tell whether
/// the call was executed, so a write becomes "outcome unknown" and never "refused"; a read has no outcome.
/// </summary>
internal sealed partial class UnhandledErrors(ILogger<UnhandledErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await Problem.WriteAsync(httpContext, Explain(httpContext, exception));
        return true;
    }

    /// <summary>
    /// Classifies an exception and logs it, except one that says only that the client no longer waits.
    /// </summary>
    public ShopError Explain(HttpContext context, Exception exception)
    {
        var error = Classify(exception, IsRead(context));
        var path = context.Request.Path;
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested) return error;
        if (ReferenceEquals(error, ApiErrors.Internal)) LogUnhandled(logger, exception, path);
        else if (ReferenceEquals(error, ApiErrors.OutcomeUnknown))
        {
            LogOutcomeUnknown(logger, exception.GetType().Name, path);
        }
        else if (ReferenceEquals(error, ApiErrors.Unavailable)) LogUnavailable(logger, exception.GetType().Name, path);

        return error;
    }

    internal static ShopError Classify(Exception exception, bool isRead) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException { Path: { Length: > 2 } path } } =>
            ApiErrors.Invalid(path["$.".Length..]),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        GatewayTooBusyException => ApiErrors.Overloaded,
        JournalStoreException { IsTransient: false, Failure: not JournalStoreFailure.Closed } => ApiErrors.Internal,
        TimeoutException or OperationCanceledException or OrleansException or JournalStoreException =>
            isRead ? ApiErrors.Unavailable : ApiErrors.OutcomeUnknown,
        _ => ApiErrors.Internal,
    };

    private static bool IsRead(HttpContext context)
    {
        // The exception handler takes the route away.
        var route = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || route?.Metadata.GetMetadata<ReadRoute>() is not null;
    }

    /// <summary>The problem for a status that the framework set without a body.</summary>
    internal static ShopError OfStatus(int status) => status switch
    {
        400 => ApiErrors.InvalidRequest,
        401 => ApiErrors.Unauthenticated,
        403 => ApiErrors.Forbidden,
        404 => ApiErrors.NotFound,
        405 => ApiErrors.MethodNotAllowed,
        408 => ApiErrors.RequestTimeout,
        413 => ApiErrors.BodyTooLarge,
        414 => ApiErrors.UriTooLong,
        415 => ApiErrors.UnsupportedMediaType,
        429 => ApiErrors.TooManyRequests,
        431 => ApiErrors.HeadersTooLarge,
        503 => ApiErrors.Overloaded,
        504 => ApiErrors.OutcomeUnknown,
        >= 400 and < 500 => ApiErrors.InvalidRequest,
        _ => ApiErrors.Internal,
    };

    [LoggerMessage(5001, LogLevel.Error, "Unhandled error on {Path}")]
    private static partial void LogUnhandled(ILogger logger, Exception exception, PathString path);

    [LoggerMessage(5002, LogLevel.Warning, "The outcome of a request to {Path} is unknown: {Exception}")]
    private static partial void LogOutcomeUnknown(ILogger logger, string exception, PathString path);

    [LoggerMessage(5003, LogLevel.Warning, "A request to {Path} could not be answered: {Exception}")]
    private static partial void LogUnavailable(ILogger logger, string exception, PathString path);
}
