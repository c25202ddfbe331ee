using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace ShopActors.WebApi.Problems;

/// <summary>
/// A refusal as RFC 9457 problem details, with the public code and the refusal's details as extension members.
/// </summary>
internal sealed class Problem(ShopError error) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public const string MediaType = "application/problem+json";

    private const string TypeBase = "https://shopactors.dev/problems/";

    public int? StatusCode => ProblemTable.Of(error.Code).Status;

    public string? ContentType => MediaType;

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, error);

    public static Task WriteAsync(HttpContext context, ShopError error) =>
        context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new() { HttpContext = context, AdditionalMetadata = new(error) }).AsTask();

    /// <summary>
    /// When to repeat the request: whole seconds, not before the time that the refusal names; a second if it names
    /// none. Null if repeating does not help.
    /// </summary>
    public static TimeSpan? RetryAfterOf(ShopError error) =>
        error.Retry == RetryAdvice.Later && ProblemTable.Of(error.Code).Status is 409 or 429 or 503 or 504
            ? TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(error.RetryAfter?.TotalSeconds ?? 0)))
            : null;

    /// <summary>The body of a problem.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="instance">What was refused: the request's path, or what stands for one.</param>
    /// <param name="traceId">The trace, if no activity knows it.</param>
    public static ProblemDetails ToDetails(ShopError error, string instance, string traceId)
    {
        var (code, row) = (PublicName.Of(error.Code), ProblemTable.Of(error.Code));
        var details = new ProblemDetails
        {
            Type = TypeBase + code,
            Title = row.Title,
            Status = row.Status,
            Detail = error.Message,
            Instance = instance,
        };
        details.Extensions["code"] = code;
        details.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? traceId;
        details.Extensions["retryable"] = error.Retry == RetryAdvice.Later;
        foreach (var (name, value) in error.Details) details.Extensions[name] = ToJson(name, value);
        return details;
    }

    /// <summary>A detail of a newer version, which this one does not know, appears as text.</summary>
    private static object ToJson(string name, string value) => ErrorDetails.All.GetValueOrDefault(name)?.Kind switch
    {
        ErrorDetailKind.Number when long.TryParse(value, CultureInfo.InvariantCulture, out var number) => number,
        ErrorDetailKind.Texts => value.Split(',', StringSplitOptions.RemoveEmptyEntries),
        ErrorDetailKind.Shortages => Shortage.ParseAll(value),
        _ => value,
    };
}
