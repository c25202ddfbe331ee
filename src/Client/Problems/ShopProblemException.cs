using System.Net;

namespace ShopActors.Client;

/// <summary>The shop refused a request (RFC 9457), or a proxy before it did.</summary>
public sealed class ShopProblemException : ShopException
{
    internal ShopProblemException(HttpMethod method, string path, CallAnswer answer)
        : base(Describe(method, path, answer), inner: null)
    {
        Status = answer.Status;
        RetryAfter = answer.RetryAfter;
        Problem = answer.Problem;
    }

    /// <summary>The status code.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>When the same request may succeed; null if the answer does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// What the shop said, with the members of this kind of refusal; null if something else answered.
    /// </summary>
    public Problem? Problem { get; }

    /// <summary>Why, for programs: one of <see cref="ProblemCodes"/>, a newer one, or null like the problem.</summary>
    public string? Code => Problem?.Code;

    /// <summary>What the code means, for people.</summary>
    public string? Title => Problem?.Title;

    /// <summary>What happened, for developers.</summary>
    public string? Detail => Problem?.Detail;

    /// <summary>The request's id in the shop's logs.</summary>
    public string? TraceId => Problem?.TraceId;

    private static string Describe(HttpMethod method, string path, CallAnswer answer)
    {
        var status = (int)answer.Status;
        return answer.Problem is { } problem
            ? $"{method} {path} was refused with {status} {problem.Code}: {problem.Detail}"
            : $"{method} {path} was answered {status}, not by the shop.";
    }
}
