using System.Text;

namespace Orleans.Serialization.TypeSystem;

/// <summary>Names of types that <see cref="Type.GetType(string)"/> understands and that stay the same between versions.</summary>
public static class RuntimeTypeNameFormatter
{
    /// <summary>Namespace and name, type arguments, and the assembly's name; none for the runtime's own assembly.</summary>
    public static string Format(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var name = new StringBuilder();
        Append(name, type);
        return name.ToString();
    }

    private static void Append(StringBuilder name, Type type)
    {
        AppendWithoutAssembly(name, type);
        if (type.Assembly != typeof(object).Assembly) name.Append(',').Append(type.Assembly.GetName().Name);
    }

    private static void AppendWithoutAssembly(StringBuilder name, Type type)
    {
        if (type.HasElementType)
        {
            AppendWithoutAssembly(name, type.GetElementType()!);

            // What follows the element's name: [], [,], [*], * or &.
            name.Append(type.Name.AsSpan(type.GetElementType()!.Name.Length));
            return;
        }

        if (!type.IsConstructedGenericType)
        {
            name.Append(type.FullName ?? type.Name);
            return;
        }

        name.Append(type.GetGenericTypeDefinition().FullName).Append('[');
        foreach (var argument in type.GenericTypeArguments)
        {
            if (name[^1] == ']') name.Append(',');
            name.Append('[');
            Append(name, argument);
            name.Append(']');
        }

        name.Append(']');
    }
}
