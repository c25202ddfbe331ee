using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>Compares graphs by content: collections by their elements, other classes by their fields.</summary>
internal static class DeepEquality
{
    public static new bool Equals(object? left, object? right) => Equals(left, right, []);

    private static bool Equals(object? left, object? right, HashSet<(object, object)> visiting)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left is null || right is null || left.GetType() != right.GetType()) return false;
        if (!left.GetType().IsValueType && !visiting.Add((left, right))) return true;
        if (left is Exception leftException) return SameException(leftException, (Exception)right);
        if (left is IDictionary leftMap) return SameMap(leftMap, (IDictionary)right, visiting);
        if (left is string || left.GetType().IsPrimitive) return left.Equals(right);
        if (IsUnordered(left)) return SameElements(left, right);
        if (left is IEnumerable leftItems) return SameSequence(leftItems, (IEnumerable)right, visiting);
        return left.Equals(right) || SameFields(left, right, visiting);
    }

    private static bool IsUnordered(object value) =>
        value.GetType().GetInterfaces()
            .Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static bool SameElements(object left, object right)
    {
        var rest = ((IEnumerable)right).Cast<object?>().ToList();
        return ((IEnumerable)left).Cast<object?>().All(item => rest.Remove(item)) && rest.Count == 0;
    }

    private static bool SameException(Exception left, Exception right) =>
        left.Message == right.Message && left.HResult == right.HResult
        && Equals(left.InnerException, right.InnerException);

    private static bool SameMap(IDictionary left, IDictionary right, HashSet<(object, object)> visiting) =>
        left.Count == right.Count
        && left.Keys.Cast<object>().All(key => right.Contains(key) && Equals(left[key], right[key], visiting));

    private static bool SameSequence(IEnumerable left, IEnumerable right, HashSet<(object, object)> visiting)
    {
        // A default ImmutableArray cannot be enumerated.
        if (left.Equals(right)) return true;
        var (leftItems, rightItems) = (left.Cast<object?>().ToList(), right.Cast<object?>().ToList());
        return leftItems.Count == rightItems.Count
            && leftItems.Zip(rightItems).All(pair => Equals(pair.First, pair.Second, visiting));
    }

    private static bool SameFields(object left, object right, HashSet<(object, object)> visiting)
    {
        const BindingFlags Fields =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var type = left.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields))
            {
                if (!Equals(field.GetValue(left), field.GetValue(right), visiting)) return false;
            }
        }

        return left.GetType() != typeof(object);
    }
}
