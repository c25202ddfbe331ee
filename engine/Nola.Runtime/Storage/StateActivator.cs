using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nola.Runtime.Storage;

/// <summary>Makes the state of a grain that has none stored.</summary>
internal static class StateActivator
{
    public static TState Create<TState>() => Maker<TState>.Create();

    private static class Maker<TState>
    {
        public static readonly Func<TState> Create = Choose();

        private static Func<TState> Choose()
        {
            var type = typeof(TState);
            if (type.IsValueType || type == typeof(string) || type.IsInterface || type.IsAbstract || type.IsArray)
            {
                return static () => default!;
            }

            var constructor = type.GetConstructor(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes);
            return constructor is null
                ? static () => (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState))
                : constructor.IsPublic
                    ? static () => Activator.CreateInstance<TState>()
                    : static () => (TState)Activator.CreateInstance(typeof(TState), nonPublic: true)!;
        }
    }
}
