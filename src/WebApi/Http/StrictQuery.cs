using System.Reflection;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Refuses query parameters that the route does not know, which would otherwise be ignored in silence, and repeated
/// ones, of which all but one would be.
/// </summary>
internal static class StrictQuery
{
    /// <summary>Adds the names of its query parameters to each route's metadata.</summary>
    public static TBuilder WithStrictQuery<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Finally(static route =>
        {
            if (route.Metadata.OfType<MethodInfo>().FirstOrDefault() is not { } handler) return;
            route.Metadata.Add(new QueryNames(
                NamesOf(handler.GetParameters()).ToHashSet(StringComparer.OrdinalIgnoreCase)));
        });
        return builder;
    }

    public static void UseStrictQuery(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var query = context.Request.Query;
        if (query.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<QueryNames>() is not { Known: var known })
        {
            return next(context);
        }

        var wrong = query.Where(pair => pair.Value.Count != 1 || !known.Contains(pair.Key))
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        return wrong.Count == 0 ? next(context) : Problem.WriteAsync(context, ApiErrors.InvalidQuery(wrong));
    });

    /// <summary>
    /// The names of the simple parameters. Those of the path are among them: a query cannot set them, and naming one is
    /// harmless.
    /// </summary>
    private static IEnumerable<string> NamesOf(ParameterInfo[] parameters) =>
        parameters.SelectMany(parameter =>
            parameter.IsDefined(typeof(AsParametersAttribute))
                ? parameter.ParameterType.GetProperties().Select(member => member.Name)
                : IsSimple(parameter.ParameterType) ? [parameter.Name!] : []);

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) || type.IsPrimitive || type == typeof(DateTimeOffset);
    }

    private sealed record QueryNames(IReadOnlySet<string> Known);
}
