using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Http;

/// <summary>Converts a grain's result into an HTTP response.</summary>
internal static class Answers
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Answers a read that has no version.</summary>
    public static Results<Ok<TBody>, Problem> OkOrProblem<T, TBody>(this Result<T> result, Func<T, TBody> body)
        where T : notnull =>
        result.IsOk ? TypedResults.Ok(body(result.Value)) : new Problem(result.Error);

    /// <summary>Answers a read with its tag, or 304 without a body if the client already has this version.</summary>
    public static Results<Ok<TBody>, NotModified, Problem> OkIfModified<T, TBody>(
        this Result<T> result, HttpContext context, Func<T, string> tagOf, Func<T, TBody> body)
        where T : notnull
    {
        if (result.IsRefused) return new Problem(result.Error);
        var tag = tagOf(result.Value);
        context.Response.Headers.ETag = tag;
        if (EntityTags.IsUnchanged(context.Request, tag)) return NotModified.Instance;
        return TypedResults.Ok(body(result.Value));
    }

    /// <summary>Answers a write with the new tag.</summary>
    public static Results<Ok<TBody>, Problem> OkWritten<T, TBody>(
        this Result<T> result, HttpContext context, Func<T, string> tagOf, Func<T, TBody> body)
        where T : notnull
    {
        if (result.IsRefused) return new Problem(result.Error);
        Describe(context, tagOf(result.Value), result.IsReplay);
        return TypedResults.Ok(body(result.Value));
    }

    /// <summary>Answers 201 with the location of the created resource.</summary>
    public static Results<Created<TBody>, Problem> Created<T, TBody>(
        this Result<T> result, HttpContext context, string location, Func<T, string> tagOf, Func<T, TBody> body)
        where T : notnull
    {
        if (result.IsRefused) return new Problem(result.Error);
        Describe(context, tagOf(result.Value), result.IsReplay);
        return TypedResults.Created(location, body(result.Value));
    }

    /// <summary>Sets the headers of an answer to a write.</summary>
    public static void Describe(HttpContext context, string? tag, bool isReplay)
    {
        if (tag is not null) context.Response.Headers.ETag = tag;
        if (isReplay && context.GetIdempotencyKey() is not null) context.Response.Headers[ReplayedHeader] = "true";
    }
}
