using System.Reflection;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Refuses query parameters that the route does not know, which would otherwise be ignored in silence, and repeated
/// ones, of which all but one would be.
/// </summary>
internal static class StrictQuery
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var known = NamesOf(factory.MethodInfo.GetParameters()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return context =>
        {
            var query = context.HttpContext.Request.Query;
            if (query.Count == 0) return next(context);
            var wrong = query.Where(pair => pair.Value.Count != 1 || !known.Contains(pair.Key))
                .Select(pair => pair.Key)
                .Order(StringComparer.Ordinal)
                .ToList();
            return wrong.Count == 0 ? next(context) : new(new Problem(ApiErrors.InvalidQuery(wrong)));
        };
    }

    /// <summary>
    /// The names of the simple parameters. Those of the path are among them: a query cannot set them, and naming one is
    /// harmless.
    /// </summary>
    private static IEnumerable<string> NamesOf(ParameterInfo[] parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.IsDefined(typeof(AsParametersAttribute)))
            {
                foreach (var member in parameter.ParameterType.GetProperties()) yield return member.Name;
            }
            else if (IsSimple(parameter.ParameterType))
            {
                yield return parameter.Name!;
            }
        }
    }

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) || type.IsPrimitive || type == typeof(DateTimeOffset);
    }
}
