using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Http;

/// <summary>Converts a grain's result into an HTTP response.</summary>
internal static class Answers
{
    public static IResult OkOrProblem<T>(this Result<T> result, Func<T, object> body)
        where T : notnull =>
        result.IsOk ? Results.Ok(body(result.Value)) : new Problem(result.Error);

    /// <summary>Answers with an entity tag, or 304 without a body if the client already has this version.</summary>
    public static IResult OkWithTag<T>(
        this Result<T> result, HttpContext context, Func<T, long> version, Func<T, object> body)
        where T : notnull =>
        result.OkWithTag(context, value => EntityTags.Of(version(value)), body);

    /// <summary>Answers with a tag that contains more than a version.</summary>
    public static IResult OkWithTag<T>(
        this Result<T> result, HttpContext context, Func<T, string> tagOf, Func<T, object> body)
        where T : notnull
    {
        if (result.IsRefused) return new Problem(result.Error);

        var tag = tagOf(result.Value);
        context.Response.Headers.ETag = tag;
        return HttpMethods.IsGet(context.Request.Method) && EntityTags.IsUnchanged(context.Request, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Ok(body(result.Value));
    }

    /// <summary>Answers 201 with the location of the created resource.</summary>
    public static IResult CreatedWithTag<T>(
        this Result<T> result, HttpContext context, Func<T, string> location, Func<T, long> version,
        Func<T, object> body)
        where T : notnull
    {
        if (result.IsRefused) return new Problem(result.Error);
        context.Response.Headers.ETag = EntityTags.Of(version(result.Value));
        return Results.Created(location(result.Value), body(result.Value));
    }
}
