using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Streams;

/// <summary>Predicates whose patterns name their class, and what its constructor takes.</summary>
public class ConstructorStreamNamespacePredicateProvider : IStreamNamespacePredicateProvider
{
    /// <summary>What such patterns begin with.</summary>
    public const string Prefix = "ctor";

    /// <summary>The pattern of a predicate class.</summary>
    public static string FormatPattern(Type predicateType, string? constructorArgument)
    {
        ArgumentNullException.ThrowIfNull(predicateType);
        var name = $"{Prefix}:{RuntimeTypeNameFormatter.Format(predicateType)}";
        return constructorArgument is null ? name : $"{name}:{constructorArgument}";
    }

    /// <inheritdoc/>
    public bool TryGetPredicate(
        string predicatePattern, [MaybeNullWhen(false)] out IStreamNamespacePredicate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicatePattern);
        predicate = null;
        if (!predicatePattern.StartsWith(Prefix + ":", StringComparison.Ordinal)) return false;

        var parts = predicatePattern.Split(':', 3);
        var type = Type.GetType(parts[1], throwOnError: true)!;
        if (!type.IsAssignableTo(typeof(IStreamNamespacePredicate)))
        {
            throw new InvalidOperationException($"{type} is no {nameof(IStreamNamespacePredicate)}.");
        }

        predicate = (IStreamNamespacePredicate)(parts.Length < 3 || parts[2].Length == 0
            ? Activator.CreateInstance(type)
            : Activator.CreateInstance(type, parts[2]))!;
        return true;
    }
}
