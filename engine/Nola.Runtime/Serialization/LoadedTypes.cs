namespace Nola.Runtime.Serialization;

/// <summary>
/// Looks a type up by its full name in the assemblies that are loaded already. Nothing is loaded for it: names that the
/// type system would parse further, such as those of closed generics with their assemblies, are not looked up.
/// </summary>
internal static class LoadedTypes
{
    public static IEnumerable<Type> Find(string name)
    {
        if (name.Length == 0 || !name.All(IsPlain)) yield break;

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (!assembly.IsDynamic && assembly.GetType(name, throwOnError: false) is { } type) yield return type;
        }
    }

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '.' or '+' or '_' or '`';
}
