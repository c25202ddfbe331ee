using System.Globalization;
using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Describes the answers that refuse: for each status the codes, from the route's <see cref="Refusals"/> and from what
/// every route may answer. Statuses that have no code of the route's own refer to a shared response.
/// </summary>
internal static class RefusalDescription
{
    private static readonly (string Name, ErrorCode[] Codes)[] Shared =
    [
        ("InvalidRead", [ErrorCode.InvalidRequest, ErrorCode.InvalidQuery]),
        ("InvalidWrite",
            [
                ErrorCode.InvalidRequest, ErrorCode.InvalidQuery, ErrorCode.IdempotencyKeyInvalid,
                ErrorCode.PreconditionInvalid,
            ]),
        ("Unauthenticated", [ErrorCode.Unauthenticated]),
        ("CrossSite", [ErrorCode.CrossSiteRequest]),
        ("Forbidden", [ErrorCode.Forbidden]),
        ("ForbiddenWrite", [ErrorCode.Forbidden, ErrorCode.CrossSiteRequest]),
        ("NotFound", [ErrorCode.NotFound]),
        ("MethodNotAllowed", [ErrorCode.MethodNotAllowed]),
        ("RequestTimeout", [ErrorCode.RequestTimeout]),
        ("BodyTooLarge", [ErrorCode.BodyTooLarge]),
        ("UriTooLong", [ErrorCode.UriTooLong]),
        ("UnsupportedMediaType", [ErrorCode.UnsupportedMediaType]),
        ("TooManyRequests", [ErrorCode.TooManyRequests]),
        ("HeadersTooLarge", [ErrorCode.HeadersTooLarge]),
        ("InternalError", [ErrorCode.InternalError]),
        ("ReadUnavailable", [ErrorCode.Overloaded, ErrorCode.Unavailable, ErrorCode.ProviderUnavailable]),
        ("Overloaded", [ErrorCode.Overloaded, ErrorCode.ProviderUnavailable]),
        ("OutcomeUnknown", [ErrorCode.OutcomeUnknown]),
    ];

    // The server refuses this one before it has read the request.
    private const ErrorCode WithoutBody = ErrorCode.HeadersTooLarge;

    public static void Describe(OpenApiOperation operation, DescribedRoute route, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var status in CodesOf(route).Distinct()
            .GroupBy(code => ProblemTable.Of(code).Status).OrderBy(codes => codes.Key))
        {
            var codes = status.Order().ToList();
            var shared = Shared.FirstOrDefault(shared => !route.IsSigned && codes.ToHashSet().SetEquals(shared.Codes));
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = shared.Name is null
                ? ToResponse(status.Key, codes, route, document)
                : new OpenApiResponseReference(shared.Name, document);
        }
    }

    public static void AddComponents(OpenApiComponents components, OpenApiDocument document)
    {
        components.Responses = Shared.ToDictionary(
            shared => shared.Name,
            shared => (IOpenApiResponse)ToResponse(
                ProblemTable.Of(shared.Codes[0]).Status, shared.Codes, null, document));
        ProblemSchema.AddTo(components);
    }

    private static IEnumerable<ErrorCode> CodesOf(DescribedRoute route) =>
    [
        .. route.Refusals,
        ErrorCode.InvalidRequest, ErrorCode.InvalidQuery, ErrorCode.NotFound, ErrorCode.MethodNotAllowed,
        ErrorCode.RequestTimeout, ErrorCode.BodyTooLarge, ErrorCode.UriTooLong, ErrorCode.UnsupportedMediaType,
        ErrorCode.TooManyRequests, ErrorCode.HeadersTooLarge, ErrorCode.InternalError, ErrorCode.Overloaded,
        ErrorCode.OutcomeUnknown,
        .. route.IsSigned ? [] : (ErrorCode[])[ErrorCode.Unauthenticated, ErrorCode.ProviderUnavailable],
        .. route.IsPublic ? [] : (ErrorCode[])[ErrorCode.Forbidden],
        .. route.IsWrite
            ? (ErrorCode[])
            [
                ErrorCode.CrossSiteRequest, ErrorCode.IdempotencyKeyInvalid, ErrorCode.PreconditionInvalid,
            ]
            : [ErrorCode.Unavailable],
        .. route.RequiresKey ? (ErrorCode[])[ErrorCode.IdempotencyKeyRequired] : [],
        .. route.Match is { IsRequired: true } ? (ErrorCode[])[ErrorCode.PreconditionRequired] : [],
    ];

    private static OpenApiResponse ToResponse(
        int status, IReadOnlyCollection<ErrorCode> codes, DescribedRoute? route, OpenApiDocument document)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join('\n', codes.Select(Explain)),
            Extensions = ProblemSchema.ListOf(codes),
        };
        if (codes.Any(code => code != WithoutBody))
        {
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.MediaType] = new() { Schema = ProblemSchema.Reference(document) },
            };
        }

        foreach (var (name, component) in HeadersOf(status, route))
        {
            AnswerDescription.Add(response, name, component, document);
        }

        return response;
    }

    private static string Explain(ErrorCode code) =>
        $"`{PublicName.Of(code)}`: {ProblemTable.Of(code).Title}." +
        (code == WithoutBody ? " The answer has no body." : "");

    private static IEnumerable<(string Name, string Component)> HeadersOf(int status, DescribedRoute? route)
    {
        switch (status)
        {
            case 401 when route is not { IsSigned: true }:
                yield return (HeaderNames.WWWAuthenticate, AnswerDescription.Challenge);
                yield return (HeaderNames.SetCookie, AnswerDescription.Cookie);
                break;
            case 402:
                yield return (Answers.ReplayedHeader, AnswerDescription.Replayed);
                break;
            case 405:
                yield return (HeaderNames.Allow, AnswerDescription.Methods);
                break;
            case 409:
                yield return (HeaderNames.RetryAfter, AnswerDescription.MayRetryAfter);
                yield return (Answers.ReplayedHeader, AnswerDescription.Replayed);
                break;
            case 429 or 503 or 504:
                yield return (HeaderNames.RetryAfter, AnswerDescription.RetryAfter);
                break;
        }
    }
}
